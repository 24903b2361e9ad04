using Attn.Domain;
using Attn.Storage.Sqlite;

namespace Attn.Storage.Live.Sqlite;

/// <summary>
/// The live store in the embedded database: rules run inside the write transaction, on the one thread that writes.
/// </summary>
internal sealed class SqliteLiveStore(
    SqliteDatabase database,
    SqliteSessionFeed feed,
    LiveStoreLimits limits,
    TimeProvider clock
) : ILiveStore
{
    public Task<ClassSessionRefusal?> OpenAsync(
        ClassSession session,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            (connection, _) =>
            {
                var unended = SessionRows.ListUnended(connection, session.TeacherNumber, now);
                var blocker = ClassSessionRules.FindOpeningBlocker(session, unended, now);
                if (blocker is null)
                    SessionRows.Insert(connection, session);
                return blocker;
            },
            cancellationToken
        );

    public Task<ClassSession?> FindSessionAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SessionRows.Find(connection, id), cancellationToken);

    public Task<IReadOnlyList<ClassSession>> ListOfTeacherAsync(
        string teacherNumber,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync<IReadOnlyList<ClassSession>>(
            connection =>
                [
                    .. SessionRows
                        .ListUnended(connection, teacherNumber, from)
                        .Where(session => ClassSessionRules.IsInTheWay(session, from, until))
                        .OrderBy(session => session.StartTime)
                        .ThenBy(session => session.Id),
                ],
            cancellationToken
        );

    public Task<IReadOnlyList<ClassSession>> FindActiveByLessonAsync(
        string lessonName,
        string teacherName,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync<IReadOnlyList<ClassSession>>(
            connection =>
                [
                    .. connection
                        .List(
                            """
                            SELECT body, version FROM live_sessions
                            WHERE (
                                    lesson_key = $lesson AND teacher_key = $teacher
                                    -- As the version before wrote them.
                                    OR lesson_key = $old_lesson AND teacher_key = $old_teacher
                                )
                                AND end_time > $now
                            """,
                            SessionRows.Read,
                            ("$lesson", Names.LessonKey(lessonName)),
                            ("$teacher", Names.PersonKey(teacherName)),
                            ("$old_lesson", Names.Key(lessonName)),
                            ("$old_teacher", Names.Key(teacherName)),
                            ("$now", now.UtcTicks)
                        )
                        .Where(session => session.IsNamed(lessonName, teacherName))
                        .OrderBy(session => session.StartTime),
                ],
            cancellationToken
        );

    public async Task<TOutcome?> ChangeSessionAsync<TOutcome>(
        Guid id,
        Func<ClassSession, SessionChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class
    {
        var (outcome, _) = await database.WriteAsync<(TOutcome?, ClassSession? Written)>(
            (connection, _) =>
            {
                if (SessionRows.Find(connection, id) is not { } session)
                    return (null, null);
                var change = rule(session);
                if (change.Session is not { } changed)
                    return (change.Outcome, null);
                if (change.OutcomeIfOverlaps is { } overlaps && RunsIntoAnother(connection, session, changed))
                    return (overlaps, null);
                var written = changed with { Version = session.Version + 1 };
                SessionRows.Update(connection, written);
                if (change.Audit is { } audit)
                    RecordRows.Add(connection, id, audit with { Version = written.Version });
                return (change.Outcome, written);
            },
            result =>
            {
                if (result.Written is { } written)
                    feed.Notify(written);
            },
            cancellationToken
        );
        return outcome;
    }

    public Task<ClassRoster?> ReadRosterAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                SessionRows.Find(connection, id) is { } session
                    ? new ClassRoster(session, RecordRows.List(connection, id))
                    : null,
            cancellationToken
        );

    public Task<RosterEntry?> FindRecordAsync(Guid id, string studentNumber, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                SessionRows.Find(connection, id) is { } session
                    ? new RosterEntry(session, RecordRows.Find(connection, id, studentNumber))
                    : null,
            cancellationToken
        );

    public Task<RecordTrail?> FindTrailAsync(Guid id, string studentNumber, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                SessionRows.Find(connection, id) is { } session
                    ? new RecordTrail(
                        session,
                        RecordRows.Find(connection, id, studentNumber) is { State.IsDeleted: false },
                        RecordRows.ListAudit(connection, id, studentNumber)
                    )
                    : null,
            cancellationToken
        );

    public async Task<TOutcome?> ChangeRecordAsync<TOutcome>(
        Guid id,
        string studentNumber,
        Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class
    {
        var (outcome, _) = await database.WriteAsync<(TOutcome?, AttendanceRecord? Written)>(
            (connection, _) =>
            {
                if (SessionRows.Find(connection, id) is not { } session)
                    return (null, null);
                var change = rule(session, RecordRows.Find(connection, id, studentNumber));
                if (change.Record is not { } changed)
                    return (change.Outcome, null);
                var written = changed with { Version = session.Version + 1 };
                Write(connection, written, change);
                return (change.OutcomeWith(written), written);
            },
            result =>
            {
                if (result.Written is { } written)
                    feed.Notify(written);
            },
            cancellationToken
        );
        return outcome;
    }

    public Task<IReadOnlyList<Guid>> ListUnendedAsync(
        DateTimeOffset now,
        DateTimeOffset until,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync<IReadOnlyList<Guid>>(
            connection =>
                connection.List(
                    "SELECT id FROM live_sessions WHERE end_time > $now AND end_time <= $until ORDER BY end_time",
                    row => row.GetGuid(0),
                    ("$now", now.UtcTicks),
                    ("$until", until.UtcTicks)
                ),
            cancellationToken
        );

    public Task<IReadOnlyList<Guid>> ListEndedAsync(
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync<IReadOnlyList<Guid>>(
            connection =>
                connection.List(
                    "SELECT id FROM live_sessions WHERE end_time <= $now ORDER BY end_time LIMIT $limit",
                    row => row.GetGuid(0),
                    ("$now", now.UtcTicks),
                    ("$limit", limit)
                ),
            cancellationToken
        );

    public Task<DateTimeOffset?> FindEarliestEndAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<DateTimeOffset?>(
            connection =>
                connection.Scalar("SELECT min(end_time) FROM live_sessions") is long ticks
                    ? LiveRows.Time(ticks)
                    : null,
            cancellationToken
        );

    public Task<bool> TryLeaseForArchivingAsync(Guid id, TimeSpan lease, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, _) =>
            {
                var now = clock.GetUtcNow();
                return connection.Execute(
                        "UPDATE live_sessions SET leased_until = $until WHERE id = $id AND leased_until <= $now",
                        ("$id", LiveRows.Key(id)),
                        ("$until", (now + lease).UtcTicks),
                        ("$now", now.UtcTicks)
                    ) > 0;
            },
            cancellationToken
        );

    public Task<SessionCopy?> CopyAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                SessionRows.Find(connection, id) is { } session
                    ? new SessionCopy(session, RecordRows.List(connection, id), RecordRows.ListAudit(connection, id))
                    : null,
            cancellationToken
        );

    public Task<bool> RemoveIfUnchangedAsync(SessionCopy copy, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, _) =>
            {
                var id = copy.Session.Id;
                if (!SessionRows.Delete(connection, id, copy.Session.Version))
                    return false;
                RecordRows.DeleteAll(connection, id);
                connection.Execute("DELETE FROM live_tickets WHERE session_id = $id", ("$id", LiveRows.Key(id)));
                CheckRows.EndSettled(connection, id, copy.Records);
                return true;
            },
            cancellationToken
        );

    private static bool RunsIntoAnother(PreparingConnection connection, ClassSession session, ClassSession changed) =>
        SessionRows
            .ListUnended(connection, session.TeacherNumber, session.ClosesAt)
            .Any(other =>
                other.Id != session.Id && ClassSessionRules.IsInTheWay(other, session.ClosesAt, changed.ClosesAt)
            );

    /// <summary>The one place where a record changes.</summary>
    private void Write<TOutcome>(PreparingConnection connection, AttendanceRecord record, RecordChange<TOutcome> change)
    {
        SessionRows.SetVersion(connection, record.SessionId, record.Version);
        RecordRows.Write(connection, record);
        if (change.Audit is { } audit)
            RecordRows.Add(connection, record.SessionId, audit with { Version = record.Version });

        // Ended and stopped checks first: the space they free counts for the check that starts.
        var now = clock.GetUtcNow();
        if (change.EndsCheck is { } ended)
            CheckRows.End(connection, ended);
        if (change.StopsCheck is { } stopped)
            CheckRows.Stop(connection, stopped, limits, now);
        if (change.StartsCheck is { } started)
            CheckRows.Start(connection, started, limits, now);
    }
}
