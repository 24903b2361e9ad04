using Microsoft.Extensions.Options;

namespace Attn.Api.Features.LiveView;

/// <summary>How often a stream checks that it is still wanted and complete.</summary>
public sealed class LiveViewOptions
{
    /// <summary>Seconds between two heartbeats of a stream, 1 to 60. Each one checks the LoginSession.</summary>
    [ConfigurationKeyName("LIVE_HEARTBEAT_SECONDS")]
    public int HeartbeatSeconds { get; set; } = 15;

    internal TimeSpan Heartbeat => TimeSpan.FromSeconds(HeartbeatSeconds);

    internal sealed class Validator : IValidateOptions<LiveViewOptions>
    {
        public ValidateOptionsResult Validate(string? name, LiveViewOptions options) =>
            options.HeartbeatSeconds is >= 1 and <= 60
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail("LIVE_HEARTBEAT_SECONDS must be a whole number from 1 to 60.");
    }
}
