namespace Attn.Api.Features.ClassLists.Wire;

/// <param name="Index">Its place, from 1.</param>
/// <param name="Heading"><c>null</c>: the list has no headings, or this column has none.</param>
/// <param name="Samples">Up to three of its cells.</param>
public sealed record ColumnResponse(int Index, string? Heading, ColumnRole Role, IReadOnlyList<string> Samples);
