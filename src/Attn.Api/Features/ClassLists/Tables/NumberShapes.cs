namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// Whether rows look like those of a list: with a number for everybody. What it means, others decide.
/// </summary>
internal static class NumberShapes
{
    private const int Digits = 4;

    /// <summary>The column with most cells that look like numbers, and how many those are; <c>null</c>: none.</summary>
    public static (int Column, int Count)? BestColumn(IEnumerable<TableRow> rows)
    {
        var best = rows.SelectMany(row => row.Cells.Index())
            .Where(cell => LooksLikeNumber(cell.Item))
            .CountBy(cell => cell.Index)
            .OrderByDescending(column => column.Value)
            .ThenBy(column => column.Key)
            .FirstOrDefault();
        return best.Value == 0 ? null : (best.Key, best.Value);
    }

    /// <summary>Four digits at least, perhaps with letters and signs, in one word: a day is none.</summary>
    private static bool LooksLikeNumber(TableCell cell) =>
        cell.Kind is CellKind.Text or CellKind.Number
        && cell.Text.Length <= 64
        && cell.Text.Count(char.IsAsciiDigit) >= Digits
        && cell.Text.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-');
}
