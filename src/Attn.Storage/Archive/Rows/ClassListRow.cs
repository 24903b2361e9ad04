namespace Attn.Storage.Archive.Rows;

/// <summary>A student on the class list of a course.</summary>
internal sealed class ClassListRow
{
    public required string TeacherNumber { get; init; }

    public required string LessonKey { get; init; }

    public required string StudentNumber { get; init; }

    public required string StudentName { get; init; }
}
