namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// What is read of one file at most. A class list of 5,000 students with ten columns needs a fraction of each of them.
/// </summary>
internal static class TableLimits
{
    /// <summary>Rows with something in them.</summary>
    public const int Rows = 20_000;

    /// <summary>Of all tables of a page together, with the empty ones.</summary>
    public const int PageRows = 2 * Rows;

    public const int Columns = 200;

    /// <summary>Of a worksheet, with the empty ones; Excel itself has no more.</summary>
    public const int WorksheetRows = 1_048_576;

    /// <summary>
    /// Rows times columns of the worksheets together, with the empty ones: each of them is looked at. A worksheet that
    /// is formatted to its last row has 27 million in the columns A to Z.
    /// </summary>
    public const long WorkbookCells = 30_000_000;

    /// <summary>Of all texts in cells together, a shared text as often as it is shown.</summary>
    public const long WorkbookCharacters = 32 * 1024 * 1024;

    /// <summary>Visible worksheets that are looked at to find the list.</summary>
    public const int Worksheets = 20;

    /// <summary>All parts of a workbook together, as they were counted while they were inflated.</summary>
    public const long InflatedBytes = 32 * 1024 * 1024;

    /// <summary>
    /// Characters <c>&lt;</c> in them: an empty cell takes four bytes in the file, and twelve times as many in memory.
    /// </summary>
    public const int Elements = 3_000_000;

    /// <summary>Bytes of the longest text in a workbook times its elements, each of which may show that text.</summary>
    public const long SharedText = 8L * 1024 * 1024 * 1024;

    /// <summary>
    /// Worksheets times inflated bytes: several of them may name the same part, which is then read again.
    /// </summary>
    public const long InflatedBytesOfAllSheets = 512 * 1024 * 1024;

    /// <summary>Whether there is room for the row; otherwise a problem is added, and reading ends.</summary>
    public static bool TryAdd(List<TableRow> rows, TableRow row, List<ListProblem> problems)
    {
        var problem =
            rows.Count >= Rows ? TooManyRows
            : row.Cells.Count > Columns ? TooManyColumns
            : null;
        if (problem is null)
            rows.Add(row);
        else
            problems.Add(problem);
        return problem is null;
    }

    public static ListProblem TooManyRows { get; } = TooLarge($"more than {Rows} rows");

    public static ListProblem TooManyColumns { get; } = TooLarge($"more than {Columns} columns");

    public static ListProblem TooManyCells { get; } =
        TooLarge($"more than {WorkbookCells} cells, the empty ones up to its last row and column among them");

    public static ListProblem TooManyCharacters { get; } = TooLarge($"more than {WorkbookCharacters} characters");

    public static ListProblem TooMuchInside { get; } =
        TooLarge($"more than {InflatedBytes / (1024 * 1024)} MB or {Elements} elements inside, or texts without end");

    public static ListProblem TooLarge(string how) =>
        new(
            ListProblemCode.FileTooLarge,
            Line: null,
            $"The file has {how}. Copy the columns of the class list into a new file, or paste them."
        );
}
