using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Storage.Archive;

/// <summary>
/// The history: class sessions that have ended, their records, and what was decided by hand. Rows carry the version of the live store, and an
/// edit here raises it too, so that an older copy never overwrites a newer row and nothing deleted comes back.
/// <c>null</c> from a lookup means that the archive does not hold the session, or that it was deleted.
/// </summary>
public sealed class SessionArchive
{
    /// <summary>Takes a copy over, whole or not at all. Rows that are as new or newer stay as they are; a copy may come twice, late, or from two workers.</summary>
    public Task SaveAsync(SessionCopy copy, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>A teacher's past sessions, latest first.</summary>
    public Task<IReadOnlyList<ClassSession>> ListSessionsAsync(HistoryQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ClassSession?> FindSessionAsync(Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The session with all records that are not deleted, in the order of student numbers.</summary>
    public Task<LiveRoster?> ReadRosterAsync(Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<LiveRecord?> FindRecordAsync(Guid id, string studentNumber, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Changes one record and its audit trail under the session's row lock, and raises the session's version.</summary>
    public Task<TOutcome?> ChangeRecordAsync<TOutcome>(
        Guid id, string studentNumber, Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule, CancellationToken cancellationToken)
        where TOutcome : class => throw new NotSupportedException();

    /// <summary>Hides a session and its records for good, with an audit entry; the checks that still waited are returned, to be removed.</summary>
    /// <returns><c>null</c>: no such session of this teacher.</returns>
    public Task<IReadOnlyList<Guid>?> DeleteSessionAsync(Guid id, string teacherNumber, string reason, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The record that waits, or waited, for this check.</summary>
    public Task<AttendanceRecord?> FindByVerificationAsync(Guid verificationId, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Records still pending in sessions that ended before <paramref name="endedBefore"/>: their outbox entry was lost.</summary>
    public Task<IReadOnlyList<AttendanceRecord>> ListPendingAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Remembers who somebody is, as the portal says it: that name and role win over what a teacher typed.</summary>
    public Task SaveUserAsync(KnownUser user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<KnownUser?> FindUserAsync(string number, CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <param name="Before">Only sessions that started before this time; for paging.</param>
/// <param name="LessonName">Compared by <see cref="Names.Key"/>.</param>
/// <param name="Limit"><c>null</c>: all of them.</param>
public sealed record HistoryQuery(string TeacherNumber, DateTimeOffset? Before = null, string? LessonName = null, int? Limit = null);

/// <param name="IsFromPortal">Signed in once; else a teacher typed the name.</param>
public sealed record KnownUser(string Number, string FullName, UserRole Role, bool IsFromPortal);
