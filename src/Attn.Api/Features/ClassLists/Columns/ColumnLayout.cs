using Attn.Api.Features.ClassLists.Tables;
using Attn.Api.Features.ClassLists.Wire;

namespace Attn.Api.Features.ClassLists.Columns;

/// <summary>Which column of a table holds what. Places count from 0; <c>null</c>: no column.</summary>
/// <param name="HeadingRow">The place of the row of headings among the rows; <c>null</c>: there is none.</param>
internal sealed record ColumnLayout(int? HeadingRow)
{
    public int? Number { get; init; }

    public int? Name { get; init; }

    public int? MiddleName { get; init; }

    public int? Surname { get; init; }

    public int? Group { get; init; }

    /// <summary>A column that may hold a part of a name, or other students, and that has no role.</summary>
    public int? Doubtful { get; init; }

    /// <summary>Whether the numbers are identity numbers, which are personal.</summary>
    public bool HoldsIdentityNumbers { get; init; }

    public ColumnRole RoleOf(int place) =>
        place == Number ? ColumnRole.Number
        : place == Name ? ColumnRole.Name
        : place == MiddleName ? ColumnRole.MiddleName
        : place == Surname ? ColumnRole.Surname
        : place == Group ? ColumnRole.Group
        : ColumnRole.Ignored;

    public static TableCell CellOf(TableRow row, int? place) =>
        place is { } at && at < row.Cells.Count ? row.Cells[at] : new("", CellKind.Text);

    /// <summary>The cells of the name, joined by one space.</summary>
    public string NameOf(TableRow row) =>
        string.Join(
            ' ',
            new[] { Name, MiddleName, Surname }.Select(place => CellOf(row, place).Text).Where(text => text.Length > 0)
        );

    public bool HasNeitherNumberNorName(TableRow row) =>
        CellOf(row, Number).Text.Length == 0 && NameOf(row).Length == 0;
}
