using Attn.Domain;

namespace Attn.Api.Features.ClassSessions;

/// <summary>The class session that a teacher asks to open.</summary>
/// <param name="LessonName"><c>null</c>: the course's.</param>
/// <param name="CourseId"><c>null</c>: the teacher's course of that name.</param>
/// <param name="StartTime"><c>null</c>: now.</param>
internal sealed record SessionPlan(
    string TeacherNumber,
    string TeacherName,
    string TeacherAddress,
    string? LessonName,
    Guid? CourseId,
    DateTimeOffset? StartTime,
    DateTimeOffset EndTime,
    SecurityOption SecurityOption,
    int? LateAfterMinutes,
    bool RequireCode,
    decimal? Hours
);
