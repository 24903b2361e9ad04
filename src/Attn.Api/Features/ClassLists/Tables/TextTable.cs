using System.Text.RegularExpressions;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>A text of columns: CSV of any separator, or rows pasted from a worksheet or a page.</summary>
internal static partial class TextTable
{
    public static ListTable Read(DecodedText decoded, CancellationToken cancellationToken)
    {
        var text = decoded.Text.TrimStart('\uFEFF');
        var (separator, start) = SeparatorLine(text);
        separator ??= Separators.Find(text);
        var source = new ListSource(ListKind.Text)
        {
            Encoding = decoded.Encoding,
            Separator = separator is { } character ? Separators.NameOf(character) : null,
        };

        var problems = new List<ListProblem>();
        if (decoded.Problem is not null)
            problems.Add(decoded.Problem);
        var rows = ReadRows(text, separator, start, problems, cancellationToken);
        if (separator is null && (SplitAtGaps(text, rows) ?? SplitAtSpaces(rows)) is { } split)
            (rows, source) = (split, source with { Separator = ListSeparator.Space });

        // Where the encoding is unknown all letters are broken, and it has been said.
        if (decoded.Problem is null)
            problems.AddRange(BrokenLetters.In(rows));
        return new ListTable(source, rows, problems, decoded.Warning is { } warning ? [warning] : []);
    }

    /// <summary>Excel's <c>sep=;</c> in the first line. It is no row, but it is a line.</summary>
    private static (char? Separator, int Start) SeparatorLine(string text)
    {
        var match = SeparatorLinePattern.Match(text);
        return match.Success ? (match.Groups["character"].ValueSpan[0], match.Length) : (null, 0);
    }

    private static List<TableRow> ReadRows(
        string text,
        char? separator,
        int start,
        List<ListProblem> problems,
        CancellationToken cancellationToken
    )
    {
        var line = start == 0 ? 1 : 2;
        var scanner = new CsvScanner(text, separator, start, line);
        var rows = ToRows(scanner.Records(), problems, cancellationToken);
        if (scanner.OpenQuoteLine is not { } openLine)
            return rows;

        problems.Clear();
        problems.Add(QuoteNotClosed(openLine));
        var unquoted = new CsvScanner(text, separator, start, line) { IgnoresQuotes = true };
        return ToRows(unquoted.Records(), problems, cancellationToken);
    }

    private static List<TableRow> ToRows(
        IEnumerable<CsvRecord> records,
        List<ListProblem> problems,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<TableRow>();
        foreach (var record in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var cells = record.Fields.Select(field => new TableCell(CellText.Clean(field), CellKind.Text)).ToList();
            if (cells.TrueForAll(cell => cell.Text.Length == 0))
                continue;
            if (!TableLimits.TryAdd(rows, new TableRow(record.Line, cells), problems))
                break;
        }

        return rows;
    }

    /// <summary>
    /// Columns that are aligned by spaces: in every line stand as many runs of two or more spaces. Where the first
    /// column still holds a number and a name, they are accidents between names.
    /// </summary>
    private static List<TableRow>? SplitAtGaps(string text, List<TableRow> rows)
    {
        var lines = new CsvScanner(text, separator: null)
            .Records()
            .Where(record => !CellText.IsBlank(record.Fields[0]))
            .Take(rows.Count)
            .Select(record => Gap.Split(record.Fields[0].Trim(), TableLimits.Columns))
            .ToList();
        var isAligned = lines.Count == rows.Count && lines.TrueForAll(cells => cells.Length == lines[0].Length);
        if (!isAligned || lines is [] or [{ Length: 1 }, ..])
            return null;
        var split = rows.Zip(lines, (row, line) => row with { Cells = [.. line.Select(Clean)] }).ToList();
        return split.Exists(row => SplitAtSpace(row) is not null) ? null : split;

        static TableCell Clean(string cell) => TextCell(CellText.Clean(cell));
    }

    /// <summary>
    /// Number and name with only spaces between: the first word of every line is a number. Of the first line alone it
    /// may be none: that is a heading, and stays whole.
    /// </summary>
    private static List<TableRow>? SplitAtSpaces(List<TableRow> rows)
    {
        var split = rows.Select(row => SplitAtSpace(row) ?? row).ToList();
        var whole = split.Count(row => row.Cells.Count == 1);
        var isHeadingOnly = whole == 1 && split.Count > 1 && split[0].Cells.Count == 1;
        return rows.Count > 0 && (whole == 0 || isHeadingOnly) ? split : null;
    }

    private static TableRow? SplitAtSpace(TableRow row)
    {
        var text = row.Cells[0].Text;
        var end = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        if (end == 0 || end == text.Length || !char.IsWhiteSpace(text[end]))
            return null;
        return row with { Cells = [TextCell(text[..end]), TextCell(CellText.Clean(text[end..]))] };
    }

    private static TableCell TextCell(string text) => new(text, CellKind.Text);

    private static ListProblem QuoteNotClosed(int line) =>
        new(
            ListProblemCode.QuoteNotClosed,
            line,
            "A quotation mark opens in this line and is not closed, so that it swallows the lines below. "
                + "Remove it, or close it behind the text."
        );

    [GeneratedRegex(@"[ \u00A0]{2,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Gap { get; }

    [GeneratedRegex(
        """^"?sep=(?<character>[^\r\n])"?(\r\n|\r|\n|\z)""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex SeparatorLinePattern { get; }
}
