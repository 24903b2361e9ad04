using System.ComponentModel.DataAnnotations;
using System.Text;

namespace Attn.Api.Platform.Wire;

/// <summary>A text for people: not blank, bounded, without control characters.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class PlainTextAttribute(int minimum, int maximum) : ValidationAttribute
{
    public int Minimum => minimum;

    public int Maximum => maximum;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value switch
        {
            null => ValidationResult.Success,
            string text when text.Any(char.IsControl) => new(
                "It must not hold line breaks or other control characters."
            ),
            string text when IsNoUnicode(text) => new("It must be valid Unicode."),
            string text when text.Trim().Length < minimum => new(
                minimum == 1 ? "It must not be empty." : $"It needs at least {minimum} characters."
            ),
            string text when text.Trim().Length > maximum => new($"It may have {maximum} characters at most."),
            _ => ValidationResult.Success,
        };

    // A lone surrogate has no UTF-8: every store would refuse or alter it. The two others are no characters, and no
    // text with the first can be normalized.
    private static bool IsNoUnicode(string text) =>
        text.AsSpan().ContainsAny('\uFFFE', '\uFFFF') || HasLoneSurrogate(text);

    private static bool HasLoneSurrogate(string text) =>
        text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar)
        && !text.Contains('\uFFFD', StringComparison.Ordinal);
}
