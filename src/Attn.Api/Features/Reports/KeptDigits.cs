namespace Attn.Api.Features.Reports;

/// <summary>
/// A number of digits in a CSV file for Excel, as the one form in which Excel keeps leading zeros and all digits:
/// <c>="0401230011"</c>. It holds digits only, so nothing else can be executed.
/// </summary>
internal sealed class KeptDigits
{
    /// <summary>Excel shows longer numbers as powers of ten.</summary>
    private const int MaxShownDigits = 11;

    private KeptDigits(string digits) => Text = $"=\"{digits}\"";

    public string Text { get; }

    /// <returns>The text itself where Excel would not change it, or where it is no number.</returns>
    public static object Of(string text) =>
        text.All(char.IsAsciiDigit) && (text.StartsWith('0') || text.Length > MaxShownDigits)
            ? new KeptDigits(text)
            : text;
}
