using Attn.Domain;

namespace Attn.Api.Features.Reports;

/// <summary>
/// A student number in a CSV file for Excel, as the one form in which Excel changes nothing: <c>="0401230011"</c>. It
/// holds ASCII letters, digits and <c>. _ - @</c> only, so nothing else can be executed.
/// </summary>
internal sealed class KeptDigits
{
    /// <summary>Excel shows longer numbers as powers of ten.</summary>
    private const int MaxShownDigits = 11;

    private KeptDigits(string digits) => Text = $"=\"{digits}\"";

    public string Text { get; }

    /// <returns>The text itself where Excel would not change it, or where it is no student number.</returns>
    public static object Of(string text) =>
        SchoolNumbers.IsPlausible(text) && char.IsAsciiDigit(text[0]) && !IsShownAsItIs(text)
            ? new KeptDigits(text)
            : text;

    /// <summary>Zeros at the start are lost, 1E5 is read as 100000, 10.50 and 3-4 as numbers or days.</summary>
    private static bool IsShownAsItIs(string text) =>
        text.All(char.IsAsciiDigit) && text[0] != '0' && text.Length <= MaxShownDigits;
}
