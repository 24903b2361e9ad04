using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Limits;

/// <summary>
/// How often a route may be called in a minute: per signed-in user, or per address where nobody is signed in yet.
/// </summary>
public sealed class RateLimits
{
    public const string SignIn = "sign-in";
    public const string SessionChange = "session-change";
    public const string Attend = "attend";
    public const string Consent = "consent";
    public const string StudentLookup = "student-lookup";
    public const string TeacherLookup = "teacher-lookup";
    public const string History = "history";
    public const string Decision = "decision";
    public const string Join = "join";
    public const string Reports = "reports";

    internal const int BadWebhooksPerAddress = 60;
    internal const int WebhooksPerVerification = 20;
    internal static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Multiplies every limit; 0 turns them off, for a load test.</summary>
    [ConfigurationKeyName("RATE_LIMIT_FACTOR")]
    public double Factor { get; set; } = 1;

    internal bool AreOff => Factor == 0;

    internal int Scale(int limit) => Math.Max(1, (int)Math.Min(limit * Factor, int.MaxValue));

    private const int MaxFactor = 1000;

    internal sealed class Validator(IHostEnvironment environment) : IValidateOptions<RateLimits>
    {
        public ValidateOptionsResult Validate(string? name, RateLimits options)
        {
            if (!double.IsFinite(options.Factor) || options.Factor < 0)
                return ValidateOptionsResult.Fail("RATE_LIMIT_FACTOR must be a number of 0 or more.");
            if (options.Factor > MaxFactor && environment.IsProduction())
                return ValidateOptionsResult.Fail(
                    $"RATE_LIMIT_FACTOR is above {MaxFactor}, which is as good as no limit: set it to 1 or remove it."
                );
            return options.AreOff && environment.IsProduction()
                ? ValidateOptionsResult.Fail(
                    "RATE_LIMIT_FACTOR is 0, which turns every rate limit off. That is for load tests only: "
                        + "set it to 1 or remove it."
                )
                : ValidateOptionsResult.Success;
        }
    }
}
