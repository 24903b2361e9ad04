using Attn.Domain;

namespace Attn.Api.Features.Admin;

/// <summary>A class session that the person taught.</summary>
internal sealed record TaughtExport(
    Guid AttendanceId,
    string LessonName,
    string TeacherName,
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    string? AddressAtOpening
)
{
    public static TaughtExport Of(ClassSession session) =>
        new(
            session.Id,
            session.LessonName,
            session.TeacherName,
            session.StartTime,
            session.EndTime,
            session.TeacherAddress
        );
}
