using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Roster;
using Attn.Domain;
using Attn.Storage;

namespace Attn.Api.Features.LiveView;

/// <summary>A teacher sees all records of their own class session.</summary>
internal sealed class TeacherView(Guid id, string teacherNumber, ClassSessionStore sessions) : SessionView(id)
{
    public override string? OnlyStudent => null;

    public override Task<ClassRoster?> ReadAsync(CancellationToken cancellationToken) =>
        sessions.ReadOwnRosterAsync(Id, teacherNumber, cancellationToken);

    public override object Snapshot(ClassRoster roster, DateTimeOffset now) =>
        new TeacherSnapshot(
            Session(roster.Session, now),
            [
                .. roster
                    .Records.Where(record => !record.State.IsDeleted)
                    .Select(record => Record(roster.Session, record, now)),
            ]
        );

    public override SessionResponse Session(ClassSession session, DateTimeOffset now) =>
        SessionResponse.ForTeacher(session, now);

    public override RecordResponse Record(ClassSession session, AttendanceRecord record, DateTimeOffset now) =>
        RecordResponse.Of(session, record, now);
}
