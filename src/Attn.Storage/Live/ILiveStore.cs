using Attn.Domain;

namespace Attn.Storage.Live;

/// <summary>
/// Class sessions and records from their opening until they are archived. Every change is one atomic step: the store reads, asks the rule
/// (a pure function of Domain) and writes only if what the rule saw still holds; otherwise it asks the rule again.
/// "Now" always comes from the caller. <c>null</c> from a lookup means that the live store does not hold the session: never opened, or archived.
/// An outage is a <see cref="StoreUnavailableException"/>.
/// </summary>
public interface ILiveStore
{
    /// <summary>Opens a session unless its teacher has one that has not ended. Fifty tries at once open one.</summary>
    Task<bool> OpenAsync(ClassSession session, DateTimeOffset now, CancellationToken cancellationToken);

    Task<ClassSession?> FindSessionAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// The session for what never changes about it (teacher, lesson, what it asks for, the teacher's address). Its window and version may be those
    /// of a while ago, and the store may not hold it any more: what depends on that is decided by <see cref="ChangeRecordAsync"/>.
    /// Saves the check-in a round trip where the store is another machine.
    /// </summary>
    Task<ClassSession?> FindSessionFactsAsync(Guid id, CancellationToken cancellationToken) =>
        FindSessionAsync(id, cancellationToken);

    /// <summary>The teacher's session that has not ended at <paramref name="now"/>; one that starts later counts.</summary>
    Task<ClassSession?> FindActiveOfTeacherAsync(
        string teacherNumber,
        DateTimeOffset now,
        CancellationToken cancellationToken
    );

    /// <summary>The sessions of a lesson and teacher (compared by <see cref="Names.Key"/>) that have not ended, in the order of their start.</summary>
    Task<IReadOnlyList<ClassSession>> FindActiveByLessonAsync(
        string lessonName,
        string teacherName,
        DateTimeOffset now,
        CancellationToken cancellationToken
    );

    /// <summary>Changes a session's window. The teacher's claim and the order of ends follow in the same step.</summary>
    Task<TOutcome?> ChangeSessionAsync<TOutcome>(
        Guid id,
        Func<ClassSession, SessionChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class;

    /// <summary>The session with all its records, tombstones included, in the order of student numbers (ordinal).</summary>
    Task<ClassRoster?> ReadRosterAsync(Guid id, CancellationToken cancellationToken);

    Task<RosterEntry?> FindRecordAsync(Guid id, string studentNumber, CancellationToken cancellationToken);

    /// <summary>What was decided by hand about one student. Reads neither other students' records nor their decisions.</summary>
    Task<RecordTrail?> FindTrailAsync(Guid id, string studentNumber, CancellationToken cancellationToken);

    /// <summary>
    /// Changes one record, its audit trail and its face check together, and raises the session's version, which the record is stamped with.
    /// </summary>
    /// <exception cref="OutboxFullException">The change starts a face check and the outbox holds too many bytes. Nothing was written.</exception>
    Task<TOutcome?> ChangeRecordAsync<TOutcome>(
        Guid id,
        string studentNumber,
        Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class;

    /// <summary>All sessions that have not ended at <paramref name="now"/>, earliest end first: one a teacher at most.</summary>
    Task<IReadOnlyList<Guid>> ListUnendedAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Sessions that have ended at <paramref name="now"/> and are not archived yet, earliest end first.</summary>
    Task<IReadOnlyList<Guid>> ListEndedAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>The earliest end of all sessions in the store, or <c>null</c> if it holds none.</summary>
    Task<DateTimeOffset?> FindEarliestEndAsync(CancellationToken cancellationToken);

    /// <summary>Takes the archiving of a session for a while, by the store's clock. Only saves work: correctness never rests on it.</summary>
    Task<bool> TryLeaseForArchivingAsync(Guid id, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Session, version, records and audit trail as of one moment.</summary>
    Task<SessionCopy?> CopyAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// Removes everything that the store holds of an archived session, if its version is still that of the copy. Checks that are pending
    /// keep their outbox entries and pictures; those of all other records go too.
    /// </summary>
    Task<bool> RemoveIfUnchangedAsync(SessionCopy copy, CancellationToken cancellationToken);
}
