using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Roster;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Attn.Storage;

namespace Attn.Api.Features.LiveView;

/// <summary>A student sees their own record, and the class session as every student does.</summary>
internal sealed class StudentView(Guid id, CurrentUser student, ClassSessionStore sessions) : SessionView(id)
{
    public override string? OnlyStudent => student.Number;

    public override async Task<ClassRoster?> ReadAsync(CancellationToken cancellationToken) =>
        await sessions.FindRecordAsync(Id, student.Number, cancellationToken) is { } found
            ? new(found.Session, found.Record is { } record ? [record] : [])
            : null;

    public override object Snapshot(ClassRoster roster, DateTimeOffset now) =>
        new StudentSnapshot(
            Session(roster.Session, now),
            roster.Records is [{ State.IsDeleted: false } record] ? Record(roster.Session, record, now) : null
        );

    public override SessionResponse Session(ClassSession session, DateTimeOffset now) =>
        SessionResponse.ForStudent(session, now);

    public override RecordResponse Record(ClassSession session, AttendanceRecord record, DateTimeOffset now) =>
        RecordResponse.ForStudent(session, record, student.FullName, now);
}
