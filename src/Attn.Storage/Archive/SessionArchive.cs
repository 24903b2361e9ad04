using Attn.Domain;
using Attn.Storage.Archive.Rows;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Archive;

/// <summary>
/// The history: class sessions that have ended, their records, and what was decided by hand. Rows carry the version of the live store, and an
/// edit here raises it too, so that an older copy never overwrites a newer row and nothing deleted comes back.
/// <c>null</c> from a lookup means that the archive does not hold the session, or that it was deleted.
/// Names are the portal's where it has told one. Times are kept in whole milliseconds. An outage is a <see cref="StoreUnavailableException"/>.
/// </summary>
public sealed partial class SessionArchive
{
    private readonly IArchiveDatabase _database;
    private readonly TimeProvider _clock;

    internal SessionArchive(IArchiveDatabase database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>Takes a copy over, whole or not at all. Rows that are as new or newer stay as they are; a copy may come twice, late, or from two workers.</summary>
    public Task SaveAsync(SessionCopy copy, CancellationToken cancellationToken) =>
        _database.SaveAsync(CopyRows.From(copy), cancellationToken);

    /// <summary>A teacher's past sessions, latest first.</summary>
    public Task<IReadOnlyList<ClassSession>> ListSessionsAsync(
        HistoryQuery query,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync<IReadOnlyList<ClassSession>>(
            async (context, token) =>
            {
                var rows = await ArchiveQueries.History(context, query).ToListAsync(token);
                return [.. rows.Select(row => row.ToDomain())];
            },
            cancellationToken
        );

    public Task<ClassSession?> FindSessionAsync(Guid id, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async (context, token) =>
                (await ArchiveQueries.Session(context, id).SingleOrDefaultAsync(token))?.ToDomain(),
            cancellationToken
        );

    /// <summary>The session if this teacher opened it; another teacher's is <c>null</c> like an unknown one.</summary>
    public Task<ClassSession?> FindOwnAsync(Guid id, string teacherNumber, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async (context, token) =>
                (await ArchiveQueries.OwnSession(context, id, teacherNumber).SingleOrDefaultAsync(token))?.ToDomain(),
            cancellationToken
        );

    /// <summary>The session with all records that are not deleted, in the order of student numbers.</summary>
    public Task<ClassRoster?> ReadRosterAsync(Guid id, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async (context, token) =>
            {
                var rows = await ArchiveQueries.Roster(context, id).ToListAsync(token);
                return rows.Count == 0 ? null : new ClassRoster(rows[0].Session.ToDomain(), RecordsOf(rows));
            },
            cancellationToken
        );

    /// <summary>The session with one student's record, which is <c>null</c> if there is none or it was deleted.</summary>
    public Task<RosterEntry?> FindRecordAsync(Guid id, string studentNumber, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async (context, token) =>
            {
                var row = await ArchiveQueries.Record(context, id, studentNumber).SingleOrDefaultAsync(token);
                return row is null ? null : new RosterEntry(row.Session.ToDomain(), row.Record?.ToDomain(row.User));
            },
            cancellationToken
        );

    /// <summary>
    /// Changes one record and its audit trail under the session's row lock, and raises the session's version. The rule sees a deleted record
    /// as a tombstone; it may be asked again, with what is there then.
    /// </summary>
    public Task<TOutcome?> ChangeRecordAsync<TOutcome>(
        Guid id,
        string studentNumber,
        Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class =>
        _database.WriteAsync(
            async (context, token) =>
            {
                if (await context.LockSessionAsync(id, token) is not { } session)
                    return null;

                var existing = await context.Records.SingleOrDefaultAsync(
                    row => row.AttendanceId == id && row.StudentNumber == studentNumber,
                    token
                );
                var user = await context.Users.SingleOrDefaultAsync(row => row.Number == studentNumber, token);
                var before = existing?.ToDomain(user);
                var change = rule(session.ToDomain(), before);
                if (change.Record is { } written)
                {
                    session.Version++;
                    Write(context, existing, written with { Version = session.Version });
                    if (before?.StudentName != written.StudentName)
                        await context.SaveUserAsync(UserRow.StudentOf(written), token);
                    if (change.Audit is { } entry)
                        context.Audit.Add(AuditRow.From(id, entry with { Version = session.Version }));
                    await context.SaveChangesAsync(token);
                }

                return change.Outcome;
            },
            cancellationToken
        );

    /// <summary>Hides a session and its records for good, with an audit entry; the checks that still waited are returned, to be removed.</summary>
    /// <returns><c>null</c>: no such session of this teacher.</returns>
    public Task<IReadOnlyList<Guid>?> DeleteSessionAsync(
        Guid id,
        string teacherNumber,
        string reason,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        _database.WriteAsync<IReadOnlyList<Guid>?>(
            async (context, token) =>
            {
                if (
                    await context.LockSessionAsync(id, token) is not { } session
                    || session.TeacherNumber != teacherNumber
                )
                    return null;

                session.Version++;
                session.DeletedAt = ArchiveTime.Truncate(now);
                var entry = new AuditEntry(
                    now,
                    teacherNumber,
                    AuditAction.DeleteSession,
                    StudentNumber: null,
                    Before: null,
                    After: null,
                    reason
                )
                {
                    Version = session.Version,
                };
                context.Audit.Add(AuditRow.From(id, entry));
                await context.SaveChangesAsync(token);
                return await ArchiveQueries.WaitingChecks(context, id).ToListAsync(token);
            },
            cancellationToken
        );

    /// <summary>The record that waits, or waited, for this check.</summary>
    public Task<AttendanceRecord?> FindByVerificationAsync(Guid verificationId, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async (context, token) =>
            {
                var row = await ArchiveQueries.ByVerification(context, verificationId).SingleOrDefaultAsync(token);
                return row?.Record?.ToDomain(row.User);
            },
            cancellationToken
        );

    /// <summary>Records still pending in sessions that ended before <paramref name="endedBefore"/>: their outbox entry was lost. Earliest end first.</summary>
    public Task<IReadOnlyList<AttendanceRecord>> ListPendingAsync(
        DateTimeOffset endedBefore,
        int limit,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync<IReadOnlyList<AttendanceRecord>>(
            async (context, token) =>
            {
                var rows = await ArchiveQueries.Pending(context, endedBefore, limit).ToListAsync(token);
                return RecordsOf(rows);
            },
            cancellationToken
        );

    /// <summary>Remembers who somebody is, as the portal says it: that name and role win over what a teacher typed.</summary>
    public Task SaveUserAsync(KnownUser user, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async (context, token) =>
            {
                await context.SaveSignedInAsync(UserRow.From(user, _clock.GetUtcNow()), token);
                return true;
            },
            cancellationToken
        );

    public Task<KnownUser?> FindUserAsync(string number, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async (context, token) =>
                (await ArchiveQueries.User(context, number).SingleOrDefaultAsync(token))?.ToDomain(),
            cancellationToken
        );

    /// <summary>
    /// Who is expected in a lesson, in the order of numbers: the class list or, without one, everybody who was seen once. The portal's name of a
    /// student stands before the list's.
    /// </summary>
    public Task<ExpectedStudents> ListExpectedStudentsAsync(
        string teacherNumber,
        string lessonName,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync(
            (context, token) => ClassLists.ReadListAsync(context, LessonKey.Of(teacherNumber, lessonName), token),
            cancellationToken
        );

    /// <summary>How far the database's clock is ahead of this program's (negative: behind). For health: it fails when the database is away.</summary>
    public async Task<TimeSpan> MeasureClockLeadAsync(CancellationToken cancellationToken)
    {
        var asked = _clock.GetUtcNow();
        var theirs = await _database.ReadClockAsync(cancellationToken);
        var answered = _clock.GetUtcNow();
        return theirs - (asked + ((answered - asked) / 2));
    }

    private static void Write(AttnDbContext context, RecordRow? existing, AttendanceRecord record)
    {
        var row = RecordRow.From(record);
        if (existing is null)
            context.Records.Add(row);
        else
            context.Entry(existing).CurrentValues.SetValues(row);
    }

    private static IReadOnlyList<AttendanceRecord> RecordsOf(List<RosterRow> rows) =>
        [.. from row in rows let record = row.Record where record is not null select record.ToDomain(row.User)];
}

/// <param name="Before">Only sessions that started before this time; for paging.</param>
/// <param name="LessonName">Compared by <see cref="Names.Key"/>.</param>
/// <param name="Limit"><c>null</c>: all of them.</param>
public sealed record HistoryQuery(
    string TeacherNumber,
    DateTimeOffset? Before = null,
    string? LessonName = null,
    int? Limit = null
);

/// <param name="IsFromPortal">Signed in once; else a teacher typed the name.</param>
public sealed record KnownUser(string Number, string FullName, UserRole Role, bool IsFromPortal);
