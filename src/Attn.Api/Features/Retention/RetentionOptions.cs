using System.Globalization;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Retention;

/// <summary>How long the history is kept.</summary>
public sealed class RetentionOptions
{
    /// <summary>A hundred years; more is a typing mistake.</summary>
    internal const int MaxDays = 36_500;

    /// <summary>Days from the end of a class session; 0: forever.</summary>
    [ConfigurationKeyName("RETENTION_DAYS")]
    public int Days { get; set; } = 730;

    internal bool KeepsForever => Days == 0;

    internal sealed class Validator : IValidateOptions<RetentionOptions>
    {
        public ValidateOptionsResult Validate(string? name, RetentionOptions options) =>
            options.Days is >= 0 and <= MaxDays
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"RETENTION_DAYS is {options.Days}: give a number of days from 1 to {MaxDays}, "
                            + $"or 0 to keep the history forever."
                    )
                );
    }
}
