namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>
/// The lines above a sheet's headings: each is one cell over all printed columns, and at most two lines high. They stay
/// in sight, so they must leave room for students.
/// </summary>
internal sealed class SheetTitle(SheetText text, int columns)
{
    private const int MaxLines = 2;
    private const string Between = "   ·   ";

    private readonly List<(string Text, CellStyle Style)> _lines = [];

    public int Rows => _lines.Count;

    /// <param name="line"><c>null</c> or empty: there is nothing to say.</param>
    public SheetTitle With(string? line, CellStyle style)
    {
        if (!string.IsNullOrEmpty(line))
            _lines.Add((line, style));
        return this;
    }

    /// <param name="facts">Those without a value are left out.</param>
    public SheetTitle WithFacts(params (string Name, string? Value)[] facts) =>
        With(
            string.Join(
                Between,
                facts.Where(fact => !string.IsNullOrEmpty(fact.Value)).Select(fact => $"{fact.Name}: {fact.Value}")
            ),
            CellStyle.Facts
        );

    /// <returns>The ranges of cells to merge.</returns>
    public List<string> Write(SheetWriter sheet)
    {
        var merged = new List<string>();
        foreach (var (line, style) in _lines)
        {
            // Widths are counted in digits of the body: small letters are narrower than low.
            var (width, height) = style switch
            {
                CellStyle.Title => (1.3, 1.3),
                CellStyle.Facts => (0.85, 0.9),
                _ => (1, 1),
            };
            sheet.StartRow(Math.Min(text.LinesOf(line, 1, columns, width), MaxLines) * height);
            sheet.Text(line, style);
            sheet.EndRow();
            merged.Add($"{CellReference.Of(1, sheet.Row)}:{CellReference.Of(columns, sheet.Row)}");
        }

        return merged;
    }
}
