namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>What a file or a pasted text holds, before anybody knows what its columns mean.</summary>
/// <param name="Rows">In their order. Rows without any text are left out; the others keep their line.</param>
/// <param name="Problems">Because of them the whole table cannot be trusted, such as letters that are broken.</param>
/// <param name="Warnings">What was assumed, and a person should know.</param>
internal sealed record ListTable(
    ListSource Source,
    IReadOnlyList<TableRow> Rows,
    IReadOnlyList<ListProblem> Problems,
    IReadOnlyList<ListProblem> Warnings
);
