using Attn.Domain;
using Attn.Storage.Sqlite;

namespace Attn.Storage.Live.Sqlite;

/// <summary>The live store in the embedded database: rules run inside the write transaction, on the one thread that writes.</summary>
internal sealed class SqliteLiveStore(
    SqliteDatabase database,
    SqliteSessionFeed feed,
    LiveStoreLimits limits,
    TimeProvider clock
) : ILiveStore
{
    public Task<bool> OpenAsync(ClassSession session, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, _) =>
            {
                if (FindActive(connection, session.TeacherNumber, now) is not null)
                    return false;
                connection.Execute(
                    """
                    INSERT INTO live_sessions (id, teacher_number, lesson_key, teacher_key, end_time, version, body)
                    VALUES ($id, $teacher, $lesson_key, $teacher_key, $end, $version, $body)
                    """,
                    ("$id", LiveRows.Key(session.Id)),
                    ("$teacher", session.TeacherNumber),
                    ("$lesson_key", Names.Key(session.LessonName)),
                    ("$teacher_key", Names.Key(session.TeacherName)),
                    ("$end", session.EndTime.UtcTicks),
                    ("$version", session.Version + 1),
                    ("$body", LiveJson.Write(session))
                );
                return true;
            },
            cancellationToken
        );

    public Task<ClassSession?> FindSessionAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => LiveRows.FindSession(connection, id), cancellationToken);

    public Task<ClassSession?> FindActiveOfTeacherAsync(
        string teacherNumber,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => database.ReadAsync(connection => FindActive(connection, teacherNumber, now), cancellationToken);

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
                            "SELECT body, version FROM live_sessions WHERE lesson_key = $lesson AND teacher_key = $teacher AND end_time > $now",
                            LiveRows.Session,
                            ("$lesson", Names.Key(lessonName)),
                            ("$teacher", Names.Key(teacherName)),
                            ("$now", now.UtcTicks)
                        )
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
        var (outcome, _) = await database.WriteAsync(
            (connection, _) =>
            {
                if (LiveRows.FindSession(connection, id) is not { } session)
                    return default;
                var change = rule(session);
                if (change.Session is not { } changed)
                    return (change.Outcome, null);
                var written = changed with { Version = session.Version + 1 };
                WriteSession(connection, written);
                return ((TOutcome?)change.Outcome, (ClassSession?)written);
            },
            result =>
            {
                if (result.Item2 is { } written)
                    feed.Tell(written);
            },
            cancellationToken
        );
        return outcome;
    }

    public Task<ClassRoster?> ReadRosterAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                LiveRows.FindSession(connection, id) is { } session
                    ? new ClassRoster(session, LiveRows.ListRecords(connection, id))
                    : null,
            cancellationToken
        );

    public Task<RosterEntry?> FindRecordAsync(Guid id, string studentNumber, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                LiveRows.FindSession(connection, id) is { } session
                    ? new RosterEntry(session, LiveRows.FindRecord(connection, id, studentNumber))
                    : null,
            cancellationToken
        );

    public Task<RecordTrail?> FindTrailAsync(Guid id, string studentNumber, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                LiveRows.FindSession(connection, id) is { } session
                    ? new RecordTrail(
                        session,
                        LiveRows.FindRecord(connection, id, studentNumber) is { State.IsDeleted: false },
                        LiveRows.ListAudit(connection, id, studentNumber)
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
        var (outcome, _) = await database.WriteAsync(
            (connection, _) =>
            {
                if (LiveRows.FindSession(connection, id) is not { } session)
                    return default;
                var change = rule(session, LiveRows.FindRecord(connection, id, studentNumber));
                if (change.Record is not { } changed)
                    return (change.Outcome, null);
                var written = changed with { Version = session.Version + 1 };
                WriteRecord(connection, written, change);
                return ((TOutcome?)change.Outcome, (AttendanceRecord?)written);
            },
            result =>
            {
                if (result.Item2 is { } written)
                    feed.Tell(written);
            },
            cancellationToken
        );
        return outcome;
    }

    public Task<IReadOnlyList<Guid>> ListUnendedAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Guid>>(
            connection =>
                connection.List(
                    "SELECT id FROM live_sessions WHERE end_time > $now ORDER BY end_time",
                    row => row.GetGuid(0),
                    ("$now", now.UtcTicks)
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
            {
                return LiveRows.FindSession(connection, id) is { } session
                    ? new SessionCopy(session, LiveRows.ListRecords(connection, id), LiveRows.ListAudit(connection, id))
                    : null;
            },
            cancellationToken
        );

    public Task<bool> RemoveIfUnchangedAsync(SessionCopy copy, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, _) =>
            {
                var id = LiveRows.Key(copy.Session.Id);
                if (
                    connection.Execute(
                        "DELETE FROM live_sessions WHERE id = $id AND version = $version",
                        ("$id", id),
                        ("$version", copy.Session.Version)
                    ) == 0
                )
                    return false;
                connection.Execute("DELETE FROM live_records WHERE session_id = $id", ("$id", id));
                connection.Execute("DELETE FROM live_audit WHERE session_id = $id", ("$id", id));
                connection.Execute("DELETE FROM live_tickets WHERE session_id = $id", ("$id", id));
                CheckRows.EndSettled(connection, copy.Session.Id, copy.Records);
                return true;
            },
            cancellationToken
        );

    private static ClassSession? FindActive(PreparingConnection connection, string teacherNumber, DateTimeOffset now) =>
        connection.First(
            "SELECT body, version FROM live_sessions WHERE teacher_number = $teacher AND end_time > $now ORDER BY end_time DESC LIMIT 1",
            LiveRows.Session,
            ("$teacher", teacherNumber),
            ("$now", now.UtcTicks)
        );

    private static void WriteSession(PreparingConnection connection, ClassSession session) =>
        connection.Execute(
            "UPDATE live_sessions SET end_time = $end, version = $version, body = $body WHERE id = $id",
            ("$id", LiveRows.Key(session.Id)),
            ("$end", session.EndTime.UtcTicks),
            ("$version", session.Version),
            ("$body", LiveJson.Write(session))
        );

    /// <summary>The one place where a record changes; all of it belongs to the caller's transaction.</summary>
    private void WriteRecord<TOutcome>(
        PreparingConnection connection,
        AttendanceRecord record,
        RecordChange<TOutcome> change
    )
    {
        var (session, version) = (LiveRows.Key(record.SessionId), record.Version);
        connection.Execute(
            "UPDATE live_sessions SET version = $version WHERE id = $id",
            ("$id", session),
            ("$version", version)
        );
        connection.Execute(
            "INSERT INTO live_records (session_id, student_number, body) VALUES ($id, $student, $body) ON CONFLICT DO UPDATE SET body = excluded.body",
            ("$id", session),
            ("$student", record.StudentNumber),
            ("$body", LiveJson.Write(record))
        );
        if (change.Audit is { } audit)
        {
            connection.Execute(
                "INSERT INTO live_audit (session_id, version, body) VALUES ($id, $version, $body)",
                ("$id", session),
                ("$version", version),
                ("$body", LiveJson.Write(audit with { Version = version }))
            );
        }

        // Ends first: the place in the outbox that they leave counts for the check that starts.
        var now = clock.GetUtcNow();
        if (change.EndsCheck is { } ended)
            CheckRows.End(connection, ended);
        if (change.StopsCheck is { } stopped)
            CheckRows.Stop(connection, stopped, limits, now);
        if (change.StartsCheck is { } started)
            CheckRows.Start(connection, started, limits, now);
    }
}
