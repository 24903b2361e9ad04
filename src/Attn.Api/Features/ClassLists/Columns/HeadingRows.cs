using Attn.Api.Features.ClassLists.Students;
using Attn.Api.Features.ClassLists.Tables;

namespace Attn.Api.Features.ClassLists.Columns;

/// <summary>Where the headings stand: at the top, or below lines of title.</summary>
internal static class HeadingRows
{
    private const int MaxPlace = 20;

    /// <summary>The row of headings that somebody knows; <c>null</c>: none.</summary>
    public static int? Find(IReadOnlyList<TableRow> rows)
    {
        var places = Enumerable.Range(0, Math.Min(MaxPlace, rows.Count)).Where(at => !HoldsNumber(rows[at])).ToList();
        return places.FirstOrNull(at => HasNumberAndName(rows[at])) ?? places.FirstOrNull(at => HasSome(rows[at]));
    }

    /// <summary>
    /// A first row that is no student's though nobody knows its headings: no number where the next row has one.
    /// </summary>
    public static int? FindByContent(IReadOnlyList<TableRow> rows, ColumnLayout layout)
    {
        var first = Enumerable
            .Range(0, Math.Min(MaxPlace, rows.Count))
            .FirstOrNull(at => rows[at].Cells.Count(cell => cell.Text.Length > 0) > 1);
        if (first is not { } place || place + 1 >= rows.Count)
            return null;
        var cell = ColumnLayout.CellOf(rows[place], layout.Number);
        return
            !cell.Text.Any(char.IsAsciiDigit)
            && cell.Text.Any(char.IsLetter)
            && !NumberCell.Read(cell).IsGood
            && NumberCell.LooksLikeNumber(ColumnLayout.CellOf(rows[place + 1], layout.Number))
            ? place
            : null;
    }

    private static bool HasNumberAndName(TableRow row)
    {
        var kinds = row.Cells.Select(cell => Headings.KindOf(cell.Text)).ToHashSet();
        return (kinds.Contains(HeadingKind.StudentNumber) || kinds.Contains(HeadingKind.AnyNumber))
            && (kinds.Contains(HeadingKind.FullName) || kinds.Contains(HeadingKind.Name));
    }

    private static bool HasSome(TableRow row)
    {
        var filled = row.Cells.Where(cell => cell.Text.Length > 0).ToList();
        var kinds = filled.Select(cell => Headings.KindOf(cell.Text)).ToList();
        var known = kinds.Count(kind => kind != HeadingKind.Unknown);
        return filled.Count > 1
            && known >= Math.Min(2, filled.Count - 1)
            && kinds.Exists(kind => kind is not (HeadingKind.Unknown or HeadingKind.Other));
    }

    /// <summary>A row with somebody's number is no row of headings, whatever the person is called.</summary>
    private static bool HoldsNumber(TableRow row) =>
        row.Cells.Any(cell => cell.Text.Count(char.IsAsciiDigit) >= 3 && NumberCell.LooksLikeNumber(cell));
}
