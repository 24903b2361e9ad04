namespace Attn.Storage.Archive.Rows;

/// <summary>How many <see cref="SeenStudentRow"/> a course has. The database keeps it; no row: none.</summary>
internal sealed record SeenCountRow
{
    public required Guid CourseId { get; init; }

    public required int Students { get; init; }
}
