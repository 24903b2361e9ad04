using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Options;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Limits;

/// <summary>How long an answer may take. Live views may take as long as they like.</summary>
public sealed class TimeLimitOptions
{
    private const int Most = 300;

    /// <summary>Seconds, 1 to 300. A sign-in, which may wait for its turn at the portal, has three times as long; a picture or a report four times.</summary>
    [ConfigurationKeyName("REQUEST_TIMEOUT_SECONDS")]
    public int RequestTimeoutSeconds { get; set; } = 30;

    internal sealed class Validator : IValidateOptions<TimeLimitOptions>
    {
        public ValidateOptionsResult Validate(string? name, TimeLimitOptions options) =>
            options.RequestTimeoutSeconds is >= 1 and <= Most
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"REQUEST_TIMEOUT_SECONDS must be between 1 and {Most}.");
    }
}

/// <summary>Beyond its time whatever works on an answer is told to stop, and the caller gets 504 with a remedy.</summary>
internal static class TimeLimits
{
    /// <summary>Waits for the university's portal.</summary>
    public const string SignIn = "sign-in";

    /// <summary>A picture over a bad network; a long report to a slow reader.</summary>
    public const string Transfer = "transfer";

    public static IServiceCollection AddTimeLimits(this IServiceCollection services)
    {
        services.AddValidatedOptions<TimeLimitOptions, TimeLimitOptions.Validator>().AddRequestTimeouts();
        services
            .AddOptions<RequestTimeoutOptions>()
            .Configure<IOptions<TimeLimitOptions>>(
                (timeouts, limits) =>
                {
                    var plain = TimeSpan.FromSeconds(limits.Value.RequestTimeoutSeconds);
                    timeouts.DefaultPolicy = Of(plain);
                    timeouts.AddPolicy(SignIn, Of(3 * plain)).AddPolicy(Transfer, Of(4 * plain));
                }
            );
        return services;
    }

    private static RequestTimeoutPolicy Of(TimeSpan limit) =>
        new()
        {
            Timeout = limit,
            WriteTimeoutResponse = context => Problems.Of(ProblemKinds.AnswerTimeout).ExecuteAsync(context),
        };
}
