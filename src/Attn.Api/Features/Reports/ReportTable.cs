namespace Attn.Api.Features.Reports;

/// <summary>A report as a header row and rows that are read one by one.</summary>
/// <param name="Rows">
/// Cells: text, <see cref="int"/>, <see cref="decimal"/>, <see cref="DateTime"/> in the institution's zone, or
/// <see cref="KeptDigits"/>, or <c>null</c>.
/// </param>
internal sealed record ReportTable(IReadOnlyList<string> Header, IAsyncEnumerable<object?[]> Rows);
