using Attn.Domain;

namespace Attn.Storage.Archive;

/// <param name="Before">Only sessions that started before this time; for paging.</param>
/// <param name="LessonName">Compared by <see cref="Names.LessonKey"/>.</param>
/// <param name="Limit"><c>null</c>: all of them.</param>
public sealed record HistoryQuery(
    string TeacherNumber,
    DateTimeOffset? Before = null,
    string? LessonName = null,
    int? Limit = null
)
{
    /// <summary>Of the sessions that started exactly then, those after this one in the list are not left out.</summary>
    public Guid? BeforeId { get; init; }

    /// <summary>All sessions of this course, whoever opened them; the caller has seen that the teacher may.</summary>
    public Guid? CourseId { get; init; }
}
