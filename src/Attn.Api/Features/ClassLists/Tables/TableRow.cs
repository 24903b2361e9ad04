namespace Attn.Api.Features.ClassLists.Tables;

/// <param name="Line">
/// Where the row begins, counted from 1 at the top of the file: a line of a text, a row of a worksheet or HTML table.
/// </param>
internal sealed record TableRow(int Line, IReadOnlyList<TableCell> Cells);
