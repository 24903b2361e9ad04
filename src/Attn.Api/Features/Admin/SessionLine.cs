using Attn.Domain;
using Attn.Storage.Archive;

namespace Attn.Api.Features.Admin;

/// <summary>A class session as it is listed.</summary>
/// <param name="State"><c>planned</c> before its start, <c>live</c> until it is archived, <c>archived</c>, or
/// <c>cancelled</c> or <c>deleted</c> by its teacher.</param>
internal sealed record SessionLine(
    Guid AttendanceId,
    string LessonName,
    string TeacherNumber,
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    string State,
    int Records,
    int Present
)
{
    public static SessionLine Archived(ListedSession listed) =>
        Of(
            listed.Session,
            listed switch
            {
                { IsDeleted: true } => "deleted",
                { Session.CancelledAt: not null } => "cancelled",
                _ => "archived",
            },
            listed.Records,
            listed.Present
        );

    public static SessionLine Live(ClassSession session, IReadOnlyList<AttendanceRecord> records, DateTimeOffset now) =>
        Of(
            session,
            session.StatusAt(now) switch
            {
                SessionStatus.Planned => "planned",
                SessionStatus.Cancelled => "cancelled",
                SessionStatus.Live or SessionStatus.Ended => "live",
            },
            records.Count,
            records.Count(record => record.State.IsAttended)
        );

    private static SessionLine Of(ClassSession session, string state, int records, int present) =>
        new(
            session.Id,
            session.LessonName,
            session.TeacherNumber,
            session.StartTime,
            session.EndTime,
            state,
            records,
            present
        );
}
