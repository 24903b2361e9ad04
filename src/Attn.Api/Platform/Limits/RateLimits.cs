using System.Globalization;
using System.Threading.RateLimiting;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Observability;
using Attn.Api.Platform.Options;
using Attn.Api.Platform.Security;
using Attn.Storage.Limits;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Limits;

/// <summary>How often a route may be called in a minute: per signed-in user, or per address where nobody is signed in yet.</summary>
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

    internal sealed class Validator(IHostEnvironment environment) : IValidateOptions<RateLimits>
    {
        public ValidateOptionsResult Validate(string? name, RateLimits options)
        {
            if (!double.IsFinite(options.Factor) || options.Factor < 0)
                return ValidateOptionsResult.Fail("RATE_LIMIT_FACTOR must be a number of 0 or more.");
            return options.AreOff && environment.IsProduction()
                ? ValidateOptionsResult.Fail(
                    "RATE_LIMIT_FACTOR is 0, which turns every rate limit off. That is for load tests only: set it to 1 or remove it."
                )
                : ValidateOptionsResult.Success;
        }
    }
}

internal static class RateLimitSetup
{
    private static readonly (string Policy, int PerMinute, bool PerAddress)[] Policies =
    [
        (RateLimits.SignIn, 2000, true),
        (RateLimits.SessionChange, 5, false),
        (RateLimits.Attend, 10, false),
        (RateLimits.Consent, 10, false),
        (RateLimits.StudentLookup, 20, false),
        (RateLimits.TeacherLookup, 60, false),
        (RateLimits.History, 10, false),
        (RateLimits.Decision, 200, false),
        // A lecture hall scans from behind one address, before anybody is signed in.
        (RateLimits.Join, 2000, true),
        (RateLimits.Reports, 20, false),
    ];

    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddValidatedOptions<RateLimits, RateLimits.Validator>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RateLimits>>().Value);
        services.AddSingleton(provider => new RateKeys(
            provider.GetRequiredService<IOptions<SecretOptions>>().Value.SecretKey
        ));
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<RateLimits, IRateCounter, RateKeys>(Configure);
        return services;
    }

    private static void Configure(RateLimiterOptions options, RateLimits limits, IRateCounter counter, RateKeys keys)
    {
        options.OnRejected = RefuseAsync;
        foreach (var (policy, perMinute, perAddress) in Policies)
            options.AddPolicy(policy, context => Partition(context, perAddress, perMinute, limits, counter, keys));
    }

    private static RateLimitPartition<string> Partition(
        HttpContext context,
        bool perAddress,
        int perMinute,
        RateLimits limits,
        IRateCounter counter,
        RateKeys keys
    )
    {
        if (limits.AreOff)
            return RateLimitPartition.GetNoLimiter("");
        var route = context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "";
        var key =
            !perAddress && context.User.Identity is { IsAuthenticated: true }
                ? RateKeys.OfUser(route, CurrentUser.Of(context.User).Number)
                : keys.Of(route, context.Address());
        return RateLimitPartition.Get(
            key,
            _ => new SharedRateLimiter(counter, key, limits.Scale(perMinute), RateLimits.Window)
        );
    }

    private static ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var policy = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;
        context.HttpContext.RequestServices.GetRequiredService<AttnMetrics>().Refused(policy ?? "none");
        var after = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : RateLimits.Window;
        var seconds = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return new(
            Problems
                .RetryLater(ProblemKinds.RateLimited, after, $"Too many requests. Please try again in {seconds} s.")
                .ExecuteAsync(context.HttpContext)
        );
    }
}
