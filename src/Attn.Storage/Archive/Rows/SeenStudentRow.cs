namespace Attn.Storage.Archive.Rows;

/// <summary>
/// A student with a record in a class session that the course held: kept, because to find it anew is to read all
/// records of the course.
/// </summary>
internal sealed record SeenStudentRow
{
    public required Guid CourseId { get; init; }

    public required string StudentNumber { get; init; }
}
