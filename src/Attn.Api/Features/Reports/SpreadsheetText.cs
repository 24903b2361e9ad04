namespace Attn.Api.Features.Reports;

/// <summary>Text in a cell that no spreadsheet program executes as a formula.</summary>
internal static class SpreadsheetText
{
    // An East Asian keyboard types the wide forms, which some programs take for the narrow ones.
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    public static string EscapeFormula(string text) => StartsFormula(text) ? "'" + text : text;

    private static bool StartsFormula(string text)
    {
        if (text.Length == 0)
            return false;
        var trimmed = text.TrimStart(' ');
        return char.IsControl(text[0])
            || trimmed.Length > 0 && FormulaStarts.Contains(trimmed[0], StringComparison.Ordinal);
    }
}
