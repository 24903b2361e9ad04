namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>What a sheet is like before its first row is known. Rows and columns count from 1.</summary>
/// <param name="Name">At most 31 characters, none of <c>[]:*?/\'</c>.</param>
/// <param name="Widths">Of all columns, in characters.</param>
/// <param name="FrozenColumns">Stay in sight, and are repeated on every page.</param>
/// <param name="FrozenRows">Stay in sight.</param>
/// <param name="RepeatedRows">First and last row repeated on every page.</param>
/// <param name="PrintedColumns">Later ones are for the screen only.</param>
/// <param name="Footer">What stands below each page, in Excel's codes.</param>
internal sealed record SheetLayout(
    string Name,
    IReadOnlyList<double> Widths,
    int FrozenColumns,
    int FrozenRows,
    (int First, int Last) RepeatedRows,
    int PrintedColumns,
    string Footer
);
