using Attn.Domain;

namespace Attn.Storage.Live;

/// <summary>
/// Class sessions and records from their opening until they are archived. Every change is one atomic step: the store
/// reads, asks the rule (a pure function of Domain) and writes only if what the rule saw is still stored; otherwise it
/// asks the rule again. "Now" always comes from the caller. <c>null</c> from a lookup means that the live store does
/// not hold the class session: it was never opened, or is archived. An outage is a <see
/// cref="StoreUnavailableException"/>.
/// </summary>
public interface ILiveStore
{
    /// <summary>
    /// Opens a class session unless <see cref="ClassSessionRules.FindOpeningBlocker"/> finds a reason in the teacher's
    /// other ones. Of fifty attempts at once one succeeds.
    /// </summary>
    /// <returns><c>null</c>: it is open.</returns>
    Task<ClassSessionRefusal?> OpenAsync(ClassSession session, DateTimeOffset now, CancellationToken cancellationToken);

    Task<ClassSession?> FindSessionAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// Finds a class session for what never changes about it (teacher, course name, what it demands, the teacher's
    /// address). Its window and version may be out of date, and the store may no longer hold it; only
    /// <see cref="ChangeRecordAsync"/> decides on those. It saves a check-in a round trip to a remote store.
    /// </summary>
    Task<ClassSession?> FindSessionFactsAsync(Guid id, CancellationToken cancellationToken) =>
        FindSessionAsync(id, cancellationToken);

    /// <summary>
    /// Lists the teacher's class sessions whose window has a part between <paramref name="from"/> and
    /// <paramref name="until"/> (exclusive), earliest start first. One that ended before may be in the archive.
    /// </summary>
    Task<IReadOnlyList<ClassSession>> ListOfTeacherAsync(
        string teacherNumber,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Finds the class sessions of a course and teacher, compared by <see cref="ClassSession.IsNamed"/>, that have not
    /// ended, ordered by their start.
    /// </summary>
    Task<IReadOnlyList<ClassSession>> FindActiveByLessonAsync(
        string lessonName,
        string teacherName,
        DateTimeOffset now,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Changes a class session. The teacher's claim and the order of ends change in the same step, and the audit trail.
    /// A window is not extended into another one of the teacher; see
    /// <see cref="SessionChange{TOutcome}.OutcomeIfOverlaps"/>.
    /// </summary>
    Task<TOutcome?> ChangeSessionAsync<TOutcome>(
        Guid id,
        Func<ClassSession, SessionChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class;

    /// <summary>
    /// Reads the class session with all its records, deleted ones included, ordered by student number (ordinal).
    /// </summary>
    Task<ClassRoster?> ReadRosterAsync(Guid id, CancellationToken cancellationToken);

    Task<RosterEntry?> FindRecordAsync(Guid id, string studentNumber, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the decisions about one student, and neither other students' records nor the decisions about them.
    /// </summary>
    Task<RecordTrail?> FindTrailAsync(Guid id, string studentNumber, CancellationToken cancellationToken);

    /// <summary>
    /// Changes one record, its audit trail and its face check together. The class session's version is raised, and the
    /// record is stamped with it.
    /// </summary>
    /// <exception cref="OutboxFullException">
    /// The change starts a face check and the outbox is full. Nothing was written.
    /// </exception>
    Task<TOutcome?> ChangeRecordAsync<TOutcome>(
        Guid id,
        string studentNumber,
        Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class;

    /// <summary>
    /// Lists all class sessions that end after <paramref name="now"/> and no later than <paramref name="until"/>,
    /// earliest end first. Planned ones are among them, up to <see cref="ClassSessionRules.MaxUnended"/> for each
    /// teacher.
    /// </summary>
    Task<IReadOnlyList<Guid>> ListUnendedAsync(
        DateTimeOffset now,
        DateTimeOffset until,
        CancellationToken cancellationToken
    );

    /// <summary>Lists all class sessions in the store, ended ones included, earliest end first.</summary>
    Task<IReadOnlyList<Guid>> ListAllAsync(CancellationToken cancellationToken) =>
        ListUnendedAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue.AddTicks(-1), cancellationToken);

    /// <summary>
    /// Lists class sessions that have ended at <paramref name="now"/> and are not archived yet, earliest end first.
    /// </summary>
    Task<IReadOnlyList<Guid>> ListEndedAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <returns>The earliest end of all class sessions in the store; <c>null</c>: it holds none.</returns>
    Task<DateTimeOffset?> FindEarliestEndAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Leases the archiving of a class session, by the store's clock. It only saves work: correctness never depends on
    /// it.
    /// </summary>
    Task<bool> TryLeaseForArchivingAsync(Guid id, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Copies class session, records and audit trail as of one moment.</summary>
    Task<SessionCopy?> CopyAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// Removes everything that the store holds of an archived class session, if its version is still that of the copy.
    /// Checks of pending records keep their outbox entries and pictures; those of all other records are removed too.
    /// </summary>
    Task<bool> RemoveIfUnchangedAsync(SessionCopy copy, CancellationToken cancellationToken);
}
