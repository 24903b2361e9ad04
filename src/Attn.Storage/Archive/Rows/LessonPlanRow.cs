using Attn.Domain;

namespace Attn.Storage.Archive.Rows;

/// <summary>A course that its teacher planned, or gave a class list.</summary>
internal sealed record LessonPlanRow
{
    public required string TeacherNumber { get; init; }

    /// <summary><see cref="Names.Key"/> of the lesson.</summary>
    public required string LessonKey { get; init; }

    /// <summary>As the teacher wrote it last.</summary>
    public required string LessonName { get; init; }

    public required CoursePlan Plan { get; init; }

    /// <summary>The last write to the plan or its class list.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}
