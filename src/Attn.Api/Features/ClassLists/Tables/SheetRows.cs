using ExcelDataReader;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>The rows of one worksheet. Those without any text are left out; the others keep their number.</summary>
internal sealed record SheetRows(List<TableRow> Rows, List<ListProblem> Problems, List<ListProblem> Warnings)
{
    /// <summary>With a number in them; a sheet that explains the others has fewer.</summary>
    private const int RowsOfList = 3;

    /// <summary>Or too much to be read, which is then said about this sheet.</summary>
    public bool HasTwoColumns { get; } =
        Problems.Count > 0
        || Rows.SelectMany(row => row.Cells.Index())
            .Where(cell => cell.Item.Text.Length > 0)
            .Select(cell => cell.Index)
            .Distinct()
            .Skip(1)
            .Any();

    public bool LooksLikeList { get; } = NumberShapes.BestColumn(Rows) is { Count: >= RowsOfList };

    public static SheetRows Read(IExcelDataReader reader, WorkbookBudget budget, CancellationToken cancellationToken)
    {
        if (reader.RowCount > TableLimits.WorksheetRows)
            throw new InvalidDataException("A row has a number that no worksheet has.");
        if (!budget.TryTakeCells((long)reader.RowCount * Math.Max(reader.FieldCount, 1)))
            return TooLarge(TableLimits.TooManyCells);

        var rows = new List<TableRow>();
        var problems = new List<ListProblem>();
        var hidden = new List<int>();
        for (var line = 1; reader.Read(); line++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Cells(reader, budget) is not { } cells)
                return TooLarge(TableLimits.TooManyCharacters);
            if (cells.Count > 0 && !TableLimits.TryAdd(rows, new TableRow(line, cells), problems))
                break;
            if (cells.Count > 0 && reader.RowHeight == 0)
                hidden.Add(line);
        }

        return new SheetRows(rows, problems, hidden.Count > 0 ? [HiddenRows(hidden)] : []);
    }

    private static SheetRows TooLarge(ListProblem problem) => new([], [problem], []);

    /// <summary>As far as the last one with something in it; <c>null</c>: their texts are too long.</summary>
    private static List<TableCell>? Cells(IExcelDataReader reader, WorkbookBudget budget)
    {
        var cells = new List<TableCell>();
        for (var column = 0; column < reader.FieldCount; column++)
        {
            if (reader.GetValue(column) is not { } value)
                continue;
            if (value is string text && !budget.TryTakeCharacters(text.Length))
                return null;
            var cell = SheetCell.Read(value, reader, column);
            if (cell.Text.Length == 0)
                continue;
            while (cells.Count < column)
                cells.Add(new TableCell(string.Empty, CellKind.Text));
            cells.Add(cell);
        }

        return cells;
    }

    private static ListProblem HiddenRows(List<int> lines) =>
        new(
            ListProblemCode.HiddenRows,
            lines[0],
            $"{lines.Count} rows that are hidden in the worksheet, perhaps by a filter, are read too. "
                + "Delete them if they do not belong to the list."
        );
}
