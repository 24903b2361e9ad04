using Attn.Domain;
using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>
/// The live store in Redis. Class sessions are here; <see cref="RedisRecords"/> has the records and
/// <see cref="RedisArchiveQueue"/> the way to the archive.
/// </summary>
internal sealed class RedisLiveStore : ILiveStore
{
    private static readonly RedisScript OpenScript = RedisScript.Load<RedisLiveStore>("windows", "open");
    private static readonly RedisScript ChangeSessionScript = RedisScript.Load<RedisLiveStore>(
        "windows",
        "change-session"
    );

    private readonly RedisConnection _redis;
    private readonly RedisSessionReader _sessions;
    private readonly RedisRecords _records;
    private readonly RedisArchiveQueue _queue;

    public RedisLiveStore(RedisConnection redis, LiveStoreLimits limits, RedisLiveStoreOptions options)
    {
        _redis = redis;
        _sessions = new(redis, options.RememberedSessions);
        _records = new(redis, _sessions, limits);
        _queue = new(redis, _sessions);
    }

    public async Task<ClassSessionRefusal?> OpenAsync(
        ClassSession session,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var (json, tag) = RedisFormat.Write(session);
        var inTheWay = TeacherWindow.None;
        for (var round = 0; round < CompareAndSet.MaxRounds; round++)
        {
            var answer = (RedisResult[])
                (
                    await _redis.RunAsync(
                        OpenScript,
                        [
                            RedisKeys.Windows(session.TeacherNumber),
                            RedisKeys.Teacher(session.TeacherNumber),
                            RedisKeys.Session(session.Id),
                            RedisKeys.Ends,
                            RedisKeys.LessonOf(session),
                        ],
                        [
                            RedisInstant.Write(now),
                            RedisFormat.Write(session.Id),
                            json,
                            tag,
                            RedisInstant.Write(session.ClosesAt),
                            RedisFormat.WriteWindow(session),
                            RedisInstant.Write(ClassSessionRules.FirstTaken(session, now)),
                            ClassSessionRules.MaxUnended,
                            .. inTheWay.Arguments,
                        ],
                        cancellationToken
                    )
                )!;
            switch ((string?)answer[0])
            {
                case "opened":
                    _sessions.Remember(new(session with { Version = 1 }, tag));
                    return null;
                case "full":
                    return ClassSessionRefusal.TooManyPlanned;
            }

            inTheWay = await TeacherWindow.ReadAsync(_sessions, answer, cancellationToken);
            if (inTheWay.IsTrue)
                return ClassSessionRefusal.Overlaps;
        }

        throw CompareAndSet.TooManyRounds();
    }

    public async Task<ClassSession?> FindSessionAsync(Guid id, CancellationToken cancellationToken) =>
        (await _sessions.ReadAsync(id, cancellationToken))?.Session;

    public async Task<ClassSession?> FindSessionFactsAsync(Guid id, CancellationToken cancellationToken) =>
        (_sessions.FindRemembered(id) ?? await _sessions.ReadAsync(id, cancellationToken))?.Session;

    public async Task<IReadOnlyList<ClassSession>> ListOfTeacherAsync(
        string teacherNumber,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        var ids = await _redis.RunAsync(
            database => TeacherWindow.ListIdsAsync(database, teacherNumber, from, until),
            cancellationToken
        );
        var found = await Task.WhenAll(ids.Select(id => FindSessionAsync(id, cancellationToken)));
        return
        [
            .. found
                .OfType<ClassSession>()
                .Where(session => ClassSessionRules.IsInTheWay(session, from, until))
                .OrderBy(session => session.StartTime)
                .ThenBy(session => session.Id),
        ];
    }

    public async Task<IReadOnlyList<ClassSession>> FindActiveByLessonAsync(
        string lessonName,
        string teacherName,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        RedisKey[] keys = [RedisKeys.Lesson(lessonName, teacherName), RedisKeys.OldLesson(lessonName, teacherName)];
        var members = await _redis.RunAsync(
            database =>
                Task.WhenAll(
                    keys.Distinct()
                        .Select(key => database.SortedSetRangeByValueAsync(key, min: RedisInstant.FirstAfter(now)))
                ),
            cancellationToken
        );
        var ids = members.SelectMany(each => each).Select(each => RedisInstant.ReadMember(each.ToString()).Id);
        var found = await Task.WhenAll(ids.Distinct().Select(id => FindSessionAsync(id, cancellationToken)));
        return
        [
            .. found
                .OfType<ClassSession>()
                .Where(session => !session.HasEnded(now) && session.IsNamed(lessonName, teacherName))
                .OrderBy(session => session.StartTime)
                .ThenBy(session => session.Id),
        ];
    }

    public async Task<TOutcome?> ChangeSessionAsync<TOutcome>(
        Guid id,
        Func<ClassSession, SessionChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class
    {
        var stored = await _sessions.ReadAsync(id, cancellationToken);
        var inTheWay = TeacherWindow.None;
        for (var round = 0; round < CompareAndSet.MaxRounds; round++)
        {
            if (stored is null)
                return null;
            var change = rule(stored.Session);
            if (change.Session is not { } session)
                return change.Outcome;
            var answer = await WriteAsync(change, stored, inTheWay, cancellationToken);
            switch ((string?)answer[0])
            {
                case "done":
                    return change.Outcome;
                case "gone":
                    _sessions.Forget(session.Id);
                    return null;
                case "overlaps":
                    inTheWay = await TeacherWindow.ReadAsync(_sessions, answer, cancellationToken);
                    if (inTheWay.IsTrue)
                        return change.OutcomeIfOverlaps;
                    break;
                default:
                    stored = _sessions.Accept(answer);
                    break;
            }
        }

        throw CompareAndSet.TooManyRounds();
    }

    public Task<ClassRoster?> ReadRosterAsync(Guid id, CancellationToken cancellationToken) =>
        _records.ReadRosterAsync(id, cancellationToken);

    public Task<RosterEntry?> FindRecordAsync(Guid id, string studentNumber, CancellationToken cancellationToken) =>
        _records.FindAsync(id, studentNumber, cancellationToken);

    public Task<RecordTrail?> FindTrailAsync(Guid id, string studentNumber, CancellationToken cancellationToken) =>
        _records.FindTrailAsync(id, studentNumber, cancellationToken);

    public Task<TOutcome?> ChangeRecordAsync<TOutcome>(
        Guid id,
        string studentNumber,
        Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class => _records.ChangeAsync(id, studentNumber, rule, cancellationToken);

    public Task<IReadOnlyList<Guid>> ListUnendedAsync(
        DateTimeOffset now,
        DateTimeOffset until,
        CancellationToken cancellationToken
    ) => _queue.ListUnendedAsync(now, until, cancellationToken);

    public Task<IReadOnlyList<Guid>> ListEndedAsync(
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    ) => _queue.ListEndedAsync(now, limit, cancellationToken);

    public Task<DateTimeOffset?> FindEarliestEndAsync(CancellationToken cancellationToken) =>
        _queue.FindEarliestEndAsync(cancellationToken);

    public Task<bool> TryLeaseForArchivingAsync(Guid id, TimeSpan lease, CancellationToken cancellationToken) =>
        _queue.TryLeaseAsync(id, lease, cancellationToken);

    public Task<SessionCopy?> CopyAsync(Guid id, CancellationToken cancellationToken) =>
        _queue.CopyAsync(id, cancellationToken);

    public Task<bool> RemoveIfUnchangedAsync(SessionCopy copy, CancellationToken cancellationToken) =>
        _queue.RemoveIfUnchangedAsync(copy, cancellationToken);

    /// <param name="seen">What the rule saw.</param>
    private async Task<RedisResult[]> WriteAsync<TOutcome>(
        SessionChange<TOutcome> change,
        TaggedSession seen,
        TeacherWindow inTheWay,
        CancellationToken cancellationToken
    )
        where TOutcome : class
    {
        var session = change.Session!;
        var (json, tag) = RedisFormat.Write(session);
        var isExtended = change.OutcomeIfOverlaps is not null && session.ClosesAt > seen.Session.ClosesAt;
        var answer = (RedisResult[])
            (
                await _redis.RunAsync(
                    ChangeSessionScript,
                    [
                        RedisKeys.Session(session.Id),
                        RedisKeys.Ends,
                        RedisKeys.LessonOf(session),
                        RedisKeys.Windows(session.TeacherNumber),
                        RedisKeys.Teacher(session.TeacherNumber),
                        RedisKeys.Audit(session.Id),
                        RedisKeys.OldLessonOf(session),
                    ],
                    [
                        seen.Tag,
                        RedisFormat.Write(session.Id),
                        json,
                        tag,
                        RedisInstant.Write(session.ClosesAt),
                        RedisKeys.ChangesName(session.Id),
                        RedisFormat.WriteWindow(session),
                        isExtended ? RedisInstant.Write(seen.Session.ClosesAt) : RedisValue.EmptyString,
                        change.Audit is { } audit ? RedisFormat.Write(audit) : RedisValue.EmptyString,
                        .. inTheWay.Arguments,
                    ],
                    cancellationToken
                )
            )!;
        if ((string?)answer[0] == "done")
            _sessions.Remember(new(session, tag));
        return answer;
    }
}
