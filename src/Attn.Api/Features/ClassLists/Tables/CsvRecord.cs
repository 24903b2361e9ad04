namespace Attn.Api.Features.ClassLists.Tables;

/// <param name="Line">Where it begins, counted from 1.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Fields);
