using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Options;

/// <summary>The institution's time zone: of the portal's lesson times, of "today", and of times in reports.</summary>
public sealed class TimeZoneOptions
{
    private const string Variable = "TIME_ZONE";
    private const string Default = "Europe/Istanbul";

    /// <summary>IANA name. An empty variable means the default, <c>Europe/Istanbul</c>.</summary>
    [ConfigurationKeyName(Variable)]
    public string TimeZone { get; set; } = Default;

    internal TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Name);

    private string Name => string.IsNullOrWhiteSpace(TimeZone) ? Default : TimeZone.Trim();

    internal sealed class Validator : IValidateOptions<TimeZoneOptions>
    {
        public ValidateOptionsResult Validate(string? name, TimeZoneOptions options) =>
            TimeZoneInfo.TryFindSystemTimeZoneById(options.Name, out _)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    $"{Variable} is \"{options.Name}\", which is no time zone here: "
                        + $"give an IANA name such as {Default}."
                );
    }
}
