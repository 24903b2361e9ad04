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
    private static readonly RedisScript OpenScript = RedisScript.Load<RedisLiveStore>("open");
    private static readonly RedisScript ChangeSessionScript = RedisScript.Load<RedisLiveStore>("change-session");

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

    public async Task<bool> OpenAsync(ClassSession session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (json, tag) = RedisFormat.Write(session);
        var isOpened =
            (int)
                await _redis.RunAsync(
                    OpenScript,
                    [
                        RedisKeys.Teacher(session.TeacherNumber),
                        RedisKeys.Session(session.Id),
                        RedisKeys.Ends,
                        RedisKeys.LessonOf(session),
                    ],
                    [
                        RedisInstant.Write(now),
                        RedisInstant.Write(session.EndTime),
                        RedisFormat.Write(session.Id),
                        json,
                        tag,
                    ],
                    cancellationToken
                ) == 1;
        if (isOpened)
            _sessions.Remember(new(session with { Version = 1 }, tag));
        return isOpened;
    }

    public async Task<ClassSession?> FindSessionAsync(Guid id, CancellationToken cancellationToken) =>
        (await _sessions.ReadAsync(id, cancellationToken))?.Session;

    public async Task<ClassSession?> FindSessionFactsAsync(Guid id, CancellationToken cancellationToken) =>
        (_sessions.FindRemembered(id) ?? await _sessions.ReadAsync(id, cancellationToken))?.Session;

    public async Task<ClassSession?> FindActiveOfTeacherAsync(
        string teacherNumber,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var claimed = await _redis.RunAsync(
            database => database.HashGetAsync(RedisKeys.Teacher(teacherNumber), "id"),
            cancellationToken
        );
        if (claimed.IsNull)
            return null;
        var session = await FindSessionAsync(Guid.Parse(claimed.ToString()), cancellationToken);
        return session is null || session.HasEnded(now) ? null : session;
    }

    public async Task<IReadOnlyList<ClassSession>> FindActiveByLessonAsync(
        string lessonName,
        string teacherName,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var members = await _redis.RunAsync(
            database =>
                database.SortedSetRangeByValueAsync(
                    RedisKeys.Lesson(lessonName, teacherName),
                    min: RedisInstant.FirstAfter(now)
                ),
            cancellationToken
        );
        var found = await Task.WhenAll(
            members.Select(member => FindSessionAsync(RedisInstant.ReadMember(member.ToString()).Id, cancellationToken))
        );
        return
        [
            .. found
                .OfType<ClassSession>()
                .Where(session => !session.HasEnded(now))
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
        for (var round = 0; round < CompareAndSet.MaxRounds; round++)
        {
            if (stored is null)
                return null;
            var change = rule(stored.Session);
            if (change.Session is not { } session)
                return change.Outcome;
            var (isDone, current) = await WriteAsync(session, stored.Tag, cancellationToken);
            if (isDone)
                return change.Outcome;
            stored = current;
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

    public Task<IReadOnlyList<Guid>> ListUnendedAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        _queue.ListUnendedAsync(now, cancellationToken);

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

    /// <param name="seenTag">The tag of what the rule saw.</param>
    /// <returns>
    /// Whether it was written; if not, what is stored now, or <c>null</c> if the class session is gone.
    /// </returns>
    private async Task<(bool IsDone, TaggedSession? Stored)> WriteAsync(
        ClassSession session,
        string seenTag,
        CancellationToken cancellationToken
    )
    {
        var (json, tag) = RedisFormat.Write(session);
        var answer = (RedisResult[])
            (
                await _redis.RunAsync(
                    ChangeSessionScript,
                    [
                        RedisKeys.Session(session.Id),
                        RedisKeys.Ends,
                        RedisKeys.LessonOf(session),
                        RedisKeys.Teacher(session.TeacherNumber),
                    ],
                    [
                        seenTag,
                        RedisFormat.Write(session.Id),
                        json,
                        tag,
                        RedisInstant.Write(session.EndTime),
                        RedisKeys.ChangesName(session.Id),
                    ],
                    cancellationToken
                )
            )!;
        switch ((string?)answer[0])
        {
            case "done":
                _sessions.Remember(new(session, tag));
                return (true, null);
            case "gone":
                _sessions.Forget(session.Id);
                return (false, null);
            default:
                return (false, _sessions.Accept(answer));
        }
    }
}
