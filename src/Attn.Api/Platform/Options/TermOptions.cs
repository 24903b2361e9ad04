using Attn.Domain;
using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Options;

/// <summary>When terms begin where nobody has entered them.</summary>
public sealed class TermOptions
{
    private const string Variable = "TERM_STARTS";

    /// <summary>Days of the year, <c>MM-DD</c>, separated by commas. Empty: the default.</summary>
    [ConfigurationKeyName(Variable)]
    public string TermStarts { get; set; } = TermCalendar.DefaultStarts;

    private string Starts => string.IsNullOrWhiteSpace(TermStarts) ? TermCalendar.DefaultStarts : TermStarts;

    internal TermCalendar CalendarIn(TimeZoneInfo zone) => TermCalendar.TryRead(Starts, zone)!;

    internal sealed class Validator : IValidateOptions<TermOptions>
    {
        public ValidateOptionsResult Validate(string? name, TermOptions options) =>
            TermCalendar.TryRead(options.Starts, TimeZoneInfo.Utc) is null
                ? ValidateOptionsResult.Fail(
                    $"{Variable} is \"{options.TermStarts}\": give the days on which terms begin as MM-DD, each once, "
                        + $"separated by commas, such as {TermCalendar.DefaultStarts}."
                )
                : ValidateOptionsResult.Success;
    }
}
