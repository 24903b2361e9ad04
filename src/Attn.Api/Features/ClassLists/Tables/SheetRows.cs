using ExcelDataReader;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>The rows of one worksheet. Those without any text are left out; the others keep their number.</summary>
internal sealed record SheetRows(List<TableRow> Rows, List<ListProblem> Problems)
{
    /// <summary>Or too much to be read, which is then said about this sheet.</summary>
    public bool HasTwoColumns { get; } =
        Problems.Count > 0
        || Rows.SelectMany(row => row.Cells.Index())
            .Where(cell => cell.Item.Text.Length > 0)
            .Select(cell => cell.Index)
            .Distinct()
            .Skip(1)
            .Any();

    public static SheetRows Read(IExcelDataReader reader)
    {
        var rows = new List<TableRow>();
        var problems = new List<ListProblem>();
        if (reader.RowCount > TableLimits.WorksheetRows)
            throw new InvalidDataException("A row has a number that no worksheet has.");
        if ((long)reader.RowCount * reader.FieldCount > TableLimits.WorksheetCells)
            return new SheetRows(rows, [TableLimits.TooManyColumns]);

        for (var line = 1; reader.Read(); line++)
        {
            var cells = Cells(reader);
            if (cells.Count > 0 && !TableLimits.TryAdd(rows, new TableRow(line, cells), problems))
                break;
        }

        return new SheetRows(rows, problems);
    }

    /// <summary>As far as the last one with something in it.</summary>
    private static List<TableCell> Cells(IExcelDataReader reader)
    {
        var cells = new List<TableCell>();
        for (var column = 0; column < reader.FieldCount; column++)
        {
            var cell = SheetCell.Read(reader, column);
            if (cell.Text.Length == 0)
                continue;
            while (cells.Count < column)
                cells.Add(new TableCell(string.Empty, CellKind.Text));
            cells.Add(cell);
        }

        return cells;
    }
}
