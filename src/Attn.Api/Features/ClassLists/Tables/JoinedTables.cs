namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// The largest table of a page and those that continue it: programs that write reports begin a new one on each page.
/// </summary>
/// <param name="Rows">In the order of the page, and counted on from table to table.</param>
/// <param name="LeftOut">A warning: another table looks like a list too, or <c>null</c>.</param>
internal sealed record JoinedTables(IReadOnlyList<TableRow> Rows, ListProblem? LeftOut)
{
    public static JoinedTables Of(IReadOnlyList<IReadOnlyList<TableRow>> tables)
    {
        var shapes = tables.Select(Shape.Of).ToList();
        var largest = shapes.MaxBy(shape => shape.Rows.Count)!;
        var rows = new List<TableRow>();
        var (above, leftOut) = (0, 0);
        foreach (var shape in shapes)
        {
            if (shape.Continues(largest))
            {
                rows.AddRange(shape.Rows.Select(row => row with { Line = above + row.Line }));
                above += shape.Rows.Count;
            }
            else if (shape.MightBeList(largest))
                leftOut++;
        }

        return new JoinedTables(rows, leftOut > 0 ? TablesLeftOut(leftOut) : null);
    }

    private static ListProblem TablesLeftOut(int count) =>
        new(
            ListProblemCode.TablesLeftOut,
            Line: null,
            $"The page has several tables of different columns. The largest is read, {count} others are not: "
                + "check that nobody is missing."
        );

    /// <param name="Numbers">The column with numbers in at least half of the rows.</param>
    private sealed record Shape(IReadOnlyList<TableRow> Rows, int Width, string FirstRow, int? Numbers)
    {
        public static Shape Of(IReadOnlyList<TableRow> rows)
        {
            var filled = rows.Where(row => row.Cells.Any(cell => cell.Text.Length > 0)).ToList();
            var numbers = NumberShapes.BestColumn(filled);
            return new Shape(
                rows,
                filled.Select(row => row.Cells.Count).DefaultIfEmpty().Max(),
                filled.Count == 0 ? string.Empty : string.Join('\n', filled[0].Cells.Select(cell => cell.Text)),
                2 * numbers?.Count >= filled.Count ? numbers?.Column : null
            );
        }

        public bool Continues(Shape largest) =>
            ReferenceEquals(this, largest)
            || (
                Width == largest.Width
                && Width > 1
                && (FirstRow == largest.FirstRow || (Numbers is not null && Numbers == largest.Numbers))
            );

        public bool MightBeList(Shape largest) =>
            Width > 1 && (Numbers is not null && Rows.Count > 1 || Rows.Count == largest.Rows.Count);
    }
}
