namespace Attn.Api.Features.Reports;

/// <summary>A report as one header row and rows that come one by one.</summary>
/// <param name="Rows">Cells: text, <see cref="int"/>, <see cref="decimal"/>, <see cref="DateTime"/> in the institution's zone, or <c>null</c>.</param>
internal sealed record ReportTable(IReadOnlyList<string> Header, IAsyncEnumerable<object?[]> Rows);

/// <summary>Text as a cell that no spreadsheet program takes for a formula.</summary>
internal static class SpreadsheetText
{
    // The wide forms are what an East Asian keyboard types; some programs take them for the narrow ones.
    private const string Openers = "=+-@\t\r\n＝＋－＠";

    public static string EscapeFormula(string text) =>
        text.Length > 0
        && (
            char.IsControl(text[0])
            || text.TrimStart(' ') is { Length: > 0 } trimmed && Openers.Contains(trimmed[0], StringComparison.Ordinal)
        )
            ? "'" + text
            : text;
}
