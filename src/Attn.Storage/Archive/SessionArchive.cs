using System.Collections.Frozen;
using Attn.Domain;
using Attn.Storage.Archive.Copying;
using Attn.Storage.Archive.Rows;
using Attn.Storage.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Archive;

/// <summary>
/// The history: class sessions that have ended, their records, and what was decided by hand. Rows carry the version of
/// the live store, and an edit here raises it too, so that an older copy never overwrites a newer row and nothing
/// deleted comes back. <c>null</c> from a lookup means that the archive does not hold the session, or that it was
/// deleted. Students have their best names. Times are whole milliseconds. An outage is a
/// <see cref="StoreUnavailableException"/>.
/// </summary>
public sealed class SessionArchive
{
    private readonly IArchiveDatabase _database;
    private readonly CourseCatalogue _courses;
    private readonly TimeProvider _clock;

    internal SessionArchive(IArchiveDatabase database, CourseCatalogue courses, TimeProvider clock)
    {
        _database = database;
        _courses = courses;
        _clock = clock;
    }

    /// <summary>
    /// Saves a copy, whole or not at all. Rows of the same or a newer version stay as they are; a copy may come twice,
    /// late, or from two workers.
    /// </summary>
    public async Task SaveAsync(SessionCopy copy, CancellationToken cancellationToken)
    {
        var session = copy.Session;
        var adopted = copy with
        {
            Session = session with { CourseId = await CourseOfAsync(session, cancellationToken) },
        };
        await _database.SaveAsync(CopyRows.From(adopted), cancellationToken);
    }

    /// <summary>
    /// Without a course it was opened by a version before courses, or while the archive was unavailable. An earlier
    /// copy may have found the course, under a teacher who was erased since.
    /// </summary>
    private async Task<Guid> CourseOfAsync(ClassSession session, CancellationToken cancellationToken) =>
        session.CourseId
        ?? await _database.ReadAsync(
            (context, token) =>
                context
                    .ClassSessions.Where(row => row.Id == session.Id)
                    .Select(row => row.Session.CourseId)
                    .SingleOrDefaultAsync(token),
            cancellationToken
        )
        ?? await _courses.FindOrMakeAsync(
            session.TeacherNumber,
            session.LessonName,
            session.StartTime,
            cancellationToken
        );

    /// <summary>A teacher's past sessions, latest first.</summary>
    public Task<IReadOnlyList<ClassSession>> ListSessionsAsync(
        HistoryQuery query,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync<IReadOnlyList<ClassSession>>(
            async (context, token) =>
            {
                var rows = await SessionQueries.History(context, query).ToListAsync(token);
                return rows.ConvertAll(row => row.ToDomain());
            },
            cancellationToken
        );

    public Task<ClassSession?> FindSessionAsync(Guid id, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async (context, token) =>
                (await SessionQueries.Session(context, id).SingleOrDefaultAsync(token))?.ToDomain(),
            cancellationToken
        );

    /// <summary>The session if this teacher opened it; another teacher's is <c>null</c> like an unknown one.</summary>
    public Task<ClassSession?> FindOwnAsync(Guid id, string teacherNumber, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async (context, token) =>
                (await SessionQueries.OwnSession(context, id, teacherNumber).SingleOrDefaultAsync(token))?.ToDomain(),
            cancellationToken
        );

    /// <summary>The session with all records that are not deleted, in the order of student numbers.</summary>
    public Task<ClassRoster?> ReadRosterAsync(Guid id, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async (context, token) =>
            {
                var rows = await SessionQueries.Roster(context, id).ToListAsync(token);
                return rows.Count == 0 ? null : new ClassRoster(rows[0].ClassSession.ToDomain(), RecordsOf(rows));
            },
            cancellationToken
        );

    /// <summary>
    /// The session with one student's record, which is <c>null</c> if there is none or it was deleted.
    /// </summary>
    public Task<RosterEntry?> FindRecordAsync(Guid id, string studentNumber, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async (context, token) =>
            {
                var row = await SessionQueries.Record(context, id, studentNumber).SingleOrDefaultAsync(token);
                return row is null ? null : new RosterEntry(row.ClassSession.ToDomain(), row.NamedRecord);
            },
            cancellationToken
        );

    /// <summary>The decisions by hand about one student in a session, oldest first.</summary>
    public Task<IReadOnlyList<AuditEntry>> ListAuditAsync(
        Guid id,
        string studentNumber,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync<IReadOnlyList<AuditEntry>>(
            async (context, token) =>
            {
                var rows = await SessionQueries.Trail(context, id, studentNumber).ToListAsync(token);
                return rows.ConvertAll(row => row.ToDomain());
            },
            cancellationToken
        );

    /// <summary>
    /// Changes one record and its audit trail under the session's row lock, and raises the session's version. The rule
    /// sees a deleted record as a tombstone; after a fault it runs again, on what is there then.
    /// </summary>
    public Task<TOutcome?> ChangeRecordAsync<TOutcome>(
        Guid id,
        string studentNumber,
        Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class =>
        _database.WriteAsync(
            async (transaction, token) =>
            {
                await transaction.LockSessionAsync(id, token);
                var stored = await SessionQueries
                    .ChangedRecord(transaction.Context, id, studentNumber)
                    .AsNoTracking()
                    .SingleOrDefaultAsync(token);
                if (stored is null)
                    return null;

                var change = rule(stored.ClassSession.ToDomain(), stored.NamedRecord);
                if (change.Record is not { } changed)
                    return change.Outcome;
                return change.OutcomeWith(
                    await RecordChanges.WriteAsync(transaction, stored, changed, change.Audit, token)
                );
            },
            cancellationToken
        );

    /// <summary>
    /// Hides a session and its records for good, with an audit entry. Returns the checks that were pending, which the
    /// caller removes.
    /// </summary>
    /// <param name="actor">Whom the audit trail names.</param>
    /// <returns><c>null</c>: no such session of this teacher.</returns>
    public Task<IReadOnlyList<Guid>?> DeleteSessionAsync(
        Guid id,
        string teacherNumber,
        string actor,
        string reason,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        _database.WriteAsync<IReadOnlyList<Guid>?>(
            async (transaction, token) =>
            {
                await transaction.LockSessionAsync(id, token);
                var context = transaction.Context;
                var own = SessionQueries.OwnSession(context, id, teacherNumber);
                if (await own.SingleOrDefaultAsync(token) is not { } session)
                    return null;

                session.DeletedAt = now;
                var entry = new AuditEntry(
                    now,
                    actor,
                    AuditAction.DeleteSession,
                    StudentNumber: null,
                    Before: null,
                    After: null,
                    reason
                )
                {
                    Version = session.RaiseVersion(),
                };
                context.Audit.Add(AuditRow.From(id, entry));
                await context.SaveChangesAsync(token);
                if (session.Session.CourseId is { } courseId)
                    await SeenStudents.ForgetUnseenAsync(transaction, courseId, studentNumber: null, token);
                return await SessionQueries.PendingChecks(context, id).ToListAsync(token);
            },
            cancellationToken
        );

    /// <summary>
    /// The marks of the selfies that a student sent in other class sessions, deleted records included.
    /// </summary>
    public Task<IReadOnlyList<SelfieMark>> ListSelfiesAsync(
        string studentNumber,
        Guid exceptSession,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync<IReadOnlyList<SelfieMark>>(
            async (context, token) =>
            {
                var marks = await SessionQueries.Selfies(context, studentNumber, exceptSession).ToListAsync(token);
                return [.. marks.SelectMany(SelfieMarks.Read)];
            },
            cancellationToken
        );

    /// <summary>The record that waits, or waited, for this check.</summary>
    public Task<AttendanceRecord?> FindByVerificationAsync(Guid verificationId, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async (context, token) =>
                (await SessionQueries.ByVerification(context, verificationId).SingleOrDefaultAsync(token))?.NamedRecord,
            cancellationToken
        );

    /// <summary>
    /// Records still pending in sessions that ended before <paramref name="endedBefore"/>: their outbox entry was lost.
    /// Earliest end first.
    /// </summary>
    public Task<IReadOnlyList<AttendanceRecord>> ListPendingAsync(
        DateTimeOffset endedBefore,
        int limit,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync<IReadOnlyList<AttendanceRecord>>(
            async (context, token) =>
                RecordsOf(await SessionQueries.Pending(context, endedBefore, limit).ToListAsync(token)),
            cancellationToken
        );

    /// <summary>
    /// Saves who somebody is, as the portal says it: that name and role replace what a teacher typed.
    /// </summary>
    /// <returns>Whether anything was written: an unchanged name is not, more than once a day.</returns>
    public Task<bool> SaveUserAsync(KnownUser user, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async (transaction, token) =>
                await transaction.SaveSignedInAsync(UserRow.From(user, _clock.GetUtcNow()), token) > 0,
            cancellationToken
        );

    public Task<KnownUser?> FindUserAsync(string number, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async (context, token) =>
                (await SessionQueries.User(context, number).SingleOrDefaultAsync(token))?.ToDomain(),
            cancellationToken
        );

    /// <summary>The portal's names of those of these people who have signed in, by number.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ListPortalNamesAsync(
        IReadOnlyCollection<string> numbers,
        CancellationToken cancellationToken
    ) =>
        numbers.Count == 0
            ? FrozenDictionary<string, string>.Empty
            : await _database.ReadAsync(
                (context, token) =>
                    SessionQueries
                        .PortalUsers(context, numbers)
                        .ToDictionaryAsync(user => user.Number, user => user.FullName, StringComparer.Ordinal, token),
                cancellationToken
            );

    /// <summary>
    /// How far the database's clock is ahead of this program's (negative: behind). For health: it fails while the
    /// database is unavailable.
    /// </summary>
    public async Task<TimeSpan> MeasureClockLeadAsync(CancellationToken cancellationToken)
    {
        var askedAt = _clock.GetUtcNow();
        var theirs = await _database.ReadClockAsync(cancellationToken);
        var answeredAt = _clock.GetUtcNow();
        return theirs - (askedAt + ((answeredAt - askedAt) / 2));
    }

    private static List<AttendanceRecord> RecordsOf(List<RosterRow> rows) =>
        [.. rows.Select(row => row.NamedRecord).OfType<AttendanceRecord>()];
}
