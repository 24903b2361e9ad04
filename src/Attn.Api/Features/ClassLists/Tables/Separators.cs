namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>What stands between the columns of a text: decided over many lines, with quotes respected.</summary>
internal static class Separators
{
    private const int Sample = 200;

    private static readonly (char Character, ListSeparator Name)[] Known =
    [
        ('\t', ListSeparator.Tab),
        (';', ListSeparator.Semicolon),
        ('|', ListSeparator.Pipe),
        (',', ListSeparator.Comma),
    ];

    public static ListSeparator? NameOf(char separator) =>
        Known.Where(known => known.Character == separator).Select(known => (ListSeparator?)known.Name).FirstOrDefault();

    /// <summary>
    /// The one that splits most lines into the same number of columns, but at least half of them; of two equal ones
    /// that with more columns. <c>null</c>: the text is one column.
    /// </summary>
    public static char? Find(string text)
    {
        var best = Known
            .Select(known => (known.Character, Fit: FitOf(text, known.Character)))
            .MaxBy(candidate => (candidate.Fit.Records, candidate.Fit.Columns));
        return best.Fit.Records > 0 ? best.Character : null;
    }

    private static (int Records, int Columns) FitOf(string text, char separator)
    {
        var widths = new CsvScanner(text, separator)
            .Records()
            .Take(50 * Sample)
            .Where(record => !record.Fields.All(CellText.IsBlank))
            .Take(Sample)
            .Select(record => record.Fields.Count)
            .ToList();
        var usual = widths
            .CountBy(width => width)
            .Where(pair => pair.Key > 1)
            .DefaultIfEmpty()
            .MaxBy(pair => (pair.Value, pair.Key));
        // Lines of nothing but the separator have no text to count.
        if (widths.Count == 0)
            return text.Contains(separator, StringComparison.Ordinal) ? (1, 1) : default;
        return 2 * usual.Value >= widths.Count ? (usual.Value, usual.Key) : default;
    }
}
