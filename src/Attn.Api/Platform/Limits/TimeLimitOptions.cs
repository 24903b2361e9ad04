using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Limits;

/// <summary>How long an answer may take. Live views have no limit.</summary>
public sealed class TimeLimitOptions
{
    private const int MaxSeconds = 300;

    /// <summary>
    /// Seconds, 1 to 300. A sign-in, which may wait for its turn at the portal, has three times as long; a picture or a
    /// report four times.
    /// </summary>
    [ConfigurationKeyName("REQUEST_TIMEOUT_SECONDS")]
    public int RequestTimeoutSeconds { get; set; } = 30;

    internal sealed class Validator : IValidateOptions<TimeLimitOptions>
    {
        public ValidateOptionsResult Validate(string? name, TimeLimitOptions options) =>
            options.RequestTimeoutSeconds is >= 1 and <= MaxSeconds
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"REQUEST_TIMEOUT_SECONDS must be between 1 and {MaxSeconds}.");
    }
}
