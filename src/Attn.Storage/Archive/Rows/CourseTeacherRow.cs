using Attn.Domain;

namespace Attn.Storage.Archive.Rows;

/// <summary>Somebody who teaches a course.</summary>
internal sealed record CourseTeacherRow
{
    public required Guid CourseId { get; init; }

    public required string TeacherNumber { get; init; }

    public required TeacherRole Role { get; init; }

    public required string AddedBy { get; init; }

    public required DateTimeOffset AddedAt { get; init; }
}
