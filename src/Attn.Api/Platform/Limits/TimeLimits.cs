using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Options;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Limits;

/// <summary>Beyond its time limit a request is cancelled, and the caller gets 504 with a remedy.</summary>
internal static class TimeLimits
{
    /// <summary>Waits for the university's portal.</summary>
    public const string SignIn = "sign-in";

    /// <summary>A picture over a bad network; a long report to a slow reader.</summary>
    public const string Transfer = "transfer";

    public static IServiceCollection AddTimeLimits(this IServiceCollection services)
    {
        services.AddValidatedOptions<TimeLimitOptions, TimeLimitOptions.Validator>().AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<TimeLimitOptions>>(Configure);
        return services;
    }

    private static void Configure(RequestTimeoutOptions timeouts, IOptions<TimeLimitOptions> limits)
    {
        var limit = TimeSpan.FromSeconds(limits.Value.RequestTimeoutSeconds);
        timeouts.DefaultPolicy = PolicyOf(limit);
        timeouts.AddPolicy(SignIn, PolicyOf(3 * limit)).AddPolicy(Transfer, PolicyOf(4 * limit));
    }

    private static RequestTimeoutPolicy PolicyOf(TimeSpan limit) =>
        new()
        {
            Timeout = limit,
            WriteTimeoutResponse = context => Problems.Of(ProblemKinds.AnswerTimeout).ExecuteAsync(context),
        };
}
