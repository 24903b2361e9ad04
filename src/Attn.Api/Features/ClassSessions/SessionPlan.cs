using Attn.Domain;

namespace Attn.Api.Features.ClassSessions;

/// <summary>The class session that a teacher asks to open.</summary>
/// <param name="StartTime"><c>null</c>: now.</param>
internal sealed record SessionPlan(
    string TeacherNumber,
    string TeacherName,
    string TeacherAddress,
    string LessonName,
    DateTimeOffset? StartTime,
    DateTimeOffset EndTime,
    SecurityOption SecurityOption,
    int? LateAfterMinutes,
    bool RequireCode,
    decimal? Hours
);
