using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Rows;
using Attn.Storage.Tests.Catalogue;
using Microsoft.EntityFrameworkCore;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Archive;

/// <summary>What the archive promises, in every database. Each test owns its teachers, students and sessions.</summary>
public abstract class ArchiveContract
{
    private protected static readonly CancellationToken None = CancellationToken.None;

    private protected Lessons Lessons => new(Database, TimeProvider.System, Noon);

    private protected SessionArchive Archive => Lessons.Archive;

    private protected Consents Consents => new(Database);

    private protected abstract IArchiveDatabase Database { get; }

    protected static AttendanceRecord Absent(AttendanceRecord record, long version) =>
        record with
        {
            State = RecordState.Failed("Absent after all", DecidedBy.Teacher),
            Replaced = record.State,
            Version = version,
        };

    private protected Task<TeacherOutcome?> AcceptAsync(ClassSession session, string student) =>
        ChangeAsync(session, student, TeacherRules.Accept);

    private protected Task<TeacherOutcome?> FailAsync(ClassSession session, string student, string reason) =>
        ChangeAsync(session, student, (known, record, decision) => TeacherRules.Fail(known, record, decision, reason));

    private protected Task<TeacherOutcome?> DeleteAsync(ClassSession session, string student) =>
        ChangeAsync(
            session,
            student,
            (known, record, decision) => TeacherRules.Delete(known, record, decision, "Was never there")
        );

    private protected Task<TeacherOutcome?> AddAsync(ClassSession session, string student, string name) =>
        ChangeAsync(
            session,
            student,
            (known, record, decision) =>
                TeacherRules.Add(known, record, decision, name, nameIsFromPortal: false, isAttended: true, reason: null)
        );

    private protected Task<TeacherOutcome?> ChangeAsync(
        ClassSession session,
        string student,
        Func<ClassSession, AttendanceRecord?, TeacherDecision, RecordChange<TeacherOutcome>> rule
    ) =>
        Archive.ChangeRecordAsync(
            session.Id,
            student,
            (known, record) => rule(known, record, Decision(session, student)),
            None
        );

    private protected Task<List<AuditRow>> AuditOfAsync(Guid id) =>
        Database.ReadAsync(
            (context, token) =>
                context
                    .Audit.Where(entry => entry.AttendanceId == id)
                    .OrderBy(entry => entry.Version)
                    .ToListAsync(token),
            None
        );

    private protected async Task AssertHoldsAsync(SessionCopy copy)
    {
        var roster = await Archive.ReadRosterAsync(copy.Session.Id, None);
        Assert.NotNull(roster);
        Assert.Equal(copy.Session, roster.Session);
        Assert.Equal(copy.Records.OrderBy(record => record.StudentNumber, StringComparer.Ordinal), roster.Records);
    }
}
