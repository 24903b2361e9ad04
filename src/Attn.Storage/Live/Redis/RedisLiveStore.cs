using System.Globalization;
using Attn.Domain;
using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>
/// Class sessions and records in Redis. A rule is asked here; what it decided is written by one script that first compares what the rule saw with
/// what is there, and otherwise answers with what is there, about which the rule is asked again. See docs/decisions/0071.
/// </summary>
internal sealed class RedisLiveStore(RedisConnection redis, LiveStoreLimits limits, RedisLiveStoreOptions options)
    : ILiveStore
{
    /// <summary>Somebody gets through in every round, so this many in a row mean that something is wrong.</summary>
    private const int MaxRounds = 1000;

    private static readonly RedisScript OpenScript = RedisScript.Load<RedisLiveStore>("open");
    private static readonly RedisScript ChangeSessionScript = RedisScript.Load<RedisLiveStore>("change-session");
    private static readonly RedisScript FindRecordScript = RedisScript.Load<RedisLiveStore>("find-record");
    private static readonly RedisScript FindTrailScript = RedisScript.Load<RedisLiveStore>("find-trail");
    private static readonly RedisScript ChangeRecordScript = RedisScript.Load<RedisLiveStore>("change-record");
    private static readonly RedisScript LeaseScript = RedisScript.Load<RedisLiveStore>("lease-archiving");
    private static readonly RedisScript RemoveScript = RedisScript.Load<RedisLiveStore>("remove-session");
    private static readonly RedisValue[] SessionFields = ["session", "tag", "version"];

    private readonly SessionCache _seen = new(options.RememberedSessions);

    public async Task<bool> OpenAsync(ClassSession session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (json, tag) = RedisStored.Write(session);
        var opened =
            (int)
                await redis.RunAsync(
                    OpenScript,
                    [
                        RedisKeys.Teacher(session.TeacherNumber),
                        RedisKeys.Session(session.Id),
                        RedisKeys.Ends,
                        LessonOf(session),
                    ],
                    [RedisInstant.Write(now), RedisInstant.Write(session.EndTime), Text(session.Id), json, tag],
                    cancellationToken
                ) == 1;
        if (opened)
            _seen.Remember(new(session with { Version = 1 }, tag));
        return opened;
    }

    public async Task<ClassSession?> FindSessionAsync(Guid id, CancellationToken cancellationToken) =>
        (await ReadSessionAsync(id, cancellationToken))?.Session;

    public async Task<ClassSession?> FindSessionFactsAsync(Guid id, CancellationToken cancellationToken) =>
        (_seen.Find(id) ?? await ReadSessionAsync(id, cancellationToken))?.Session;

    public async Task<ClassSession?> FindActiveOfTeacherAsync(
        string teacherNumber,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var claimed = await redis.RunAsync(
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
        RedisValue firstThatLasts = RedisInstant.Write(now.AddTicks(1));
        var entries = await redis.RunAsync(
            database =>
                database.SortedSetRangeByValueAsync(RedisKeys.Lesson(lessonName, teacherName), min: firstThatLasts),
            cancellationToken
        );
        var found = await Task.WhenAll(
            entries.Select(entry => FindSessionAsync(RedisInstant.ReadMember(entry.ToString()).Id, cancellationToken))
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
        var seen = await ReadSessionAsync(id, cancellationToken);
        for (var round = 0; round < MaxRounds; round++)
        {
            if (seen is null)
                return null;
            var change = rule(seen.Session);
            if (change.Session is not { } session)
                return change.Outcome;

            var (json, tag) = RedisStored.Write(session);
            var answer = (RedisResult[])
                (
                    await redis.RunAsync(
                        ChangeSessionScript,
                        [
                            RedisKeys.Session(id),
                            RedisKeys.Ends,
                            LessonOf(session),
                            RedisKeys.Teacher(session.TeacherNumber),
                        ],
                        [seen.Tag, Text(id), json, tag, RedisInstant.Write(session.EndTime), ChannelOf(id)],
                        cancellationToken
                    )
                )!;
            switch ((string?)answer[0])
            {
                case "done":
                    _seen.Remember(new(session, tag));
                    return change.Outcome;
                case "gone":
                    seen = Gone(id);
                    break;
                default:
                    seen = Remember(answer);
                    break;
            }
        }

        throw TooManyRounds();
    }

    public async Task<ClassRoster?> ReadRosterAsync(Guid id, CancellationToken cancellationToken)
    {
        var (session, records) = await redis.RunAsync(
            async database =>
            {
                var transaction = database.CreateTransaction();
                var session = transaction.HashGetAsync(RedisKeys.Session(id), SessionFields);
                var records = transaction.HashGetAllAsync(RedisKeys.Records(id));
                await ExecuteAsync(transaction);
                return (await session, await records);
            },
            cancellationToken
        );
        return Remember(id, session) is { } seen ? new(seen.Session, ReadRecords(records)) : null;
    }

    public async Task<RosterEntry?> FindRecordAsync(Guid id, string studentNumber, CancellationToken cancellationToken)
    {
        var there = await ReadRecordAsync(id, studentNumber, cancellationToken);
        return there is null ? null : new(there.Session.Session, there.Record);
    }

    public async Task<RecordTrail?> FindTrailAsync(Guid id, string studentNumber, CancellationToken cancellationToken)
    {
        var answer = (RedisResult[])
            (
                await redis.RunAsync(
                    FindTrailScript,
                    [RedisKeys.Session(id), RedisKeys.Records(id), RedisKeys.Audit(id)],
                    [studentNumber],
                    cancellationToken
                )
            )!;
        if ((string?)answer[0] == "gone")
        {
            Gone(id);
            return null;
        }

        var found = ReadAnswer(answer);
        var entries = ((RedisValue[])answer[5]!).Select(RedisStored.ReadAudit);
        return new(found.Session.Session, found.Record is { State.IsDeleted: false }, [.. entries]);
    }

    public async Task<TOutcome?> ChangeRecordAsync<TOutcome>(
        Guid id,
        string studentNumber,
        Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class
    {
        // Most changes are the first of a student in a session that this process knows. So the rule is asked about that guess, and the script
        // tells whether it was right. An answer that changes nothing is only taken from what was read.
        if (_seen.Find(id) is { } remembered)
        {
            var guess = new Seen(remembered, default, null);
            var change = rule(guess.Session.Session, null);
            if (change.Record is { } record)
            {
                var written = await WriteAsync(id, studentNumber, guess, change, record, cancellationToken);
                return written.IsDone
                    ? change.Outcome
                    : await ChangeRecordAsync(id, studentNumber, written.There, rule, cancellationToken);
            }
        }

        return await ChangeRecordAsync(
            id,
            studentNumber,
            await ReadRecordAsync(id, studentNumber, cancellationToken),
            rule,
            cancellationToken
        );
    }

    public async Task<IReadOnlyList<Guid>> ListUnendedAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        RedisValue firstThatLasts = RedisInstant.Write(now.AddTicks(1));
        var entries = await redis.RunAsync(
            database => database.SortedSetRangeByValueAsync(RedisKeys.Ends, min: firstThatLasts),
            cancellationToken
        );
        return [.. entries.Select(entry => RedisInstant.ReadMember(entry.ToString()).Id)];
    }

    public async Task<IReadOnlyList<Guid>> ListEndedAsync(
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    )
    {
        RedisValue firstThatLasts = RedisInstant.Write(now.AddTicks(1));
        var entries = await redis.RunAsync(
            database =>
                database.SortedSetRangeByValueAsync(
                    RedisKeys.Ends,
                    max: firstThatLasts,
                    exclude: Exclude.Stop,
                    take: limit
                ),
            cancellationToken
        );
        return [.. entries.Select(entry => RedisInstant.ReadMember(entry.ToString()).Id)];
    }

    public async Task<DateTimeOffset?> FindEarliestEndAsync(CancellationToken cancellationToken)
    {
        var entries = await redis.RunAsync(
            database => database.SortedSetRangeByRankAsync(RedisKeys.Ends, 0, 0),
            cancellationToken
        );
        return entries is [var first] ? RedisInstant.ReadMember(first.ToString()).End : null;
    }

    public async Task<bool> TryLeaseForArchivingAsync(Guid id, TimeSpan lease, CancellationToken cancellationToken) =>
        (int)
            await redis.RunAsync(
                LeaseScript,
                [RedisKeys.ArchiveLease(id), RedisKeys.Session(id)],
                [(long)lease.TotalMilliseconds],
                cancellationToken
            ) == 1;

    public async Task<SessionCopy?> CopyAsync(Guid id, CancellationToken cancellationToken)
    {
        var (session, records, audit) = await redis.RunAsync(
            async database =>
            {
                var transaction = database.CreateTransaction();
                var session = transaction.HashGetAsync(RedisKeys.Session(id), SessionFields);
                var records = transaction.HashGetAllAsync(RedisKeys.Records(id));
                var audit = transaction.ListRangeAsync(RedisKeys.Audit(id));
                await ExecuteAsync(transaction);
                return (await session, await records, await audit);
            },
            cancellationToken
        );
        return Remember(id, session) is { } seen
            ? new(seen.Session, ReadRecords(records), [.. audit.Select(RedisStored.ReadAudit)])
            : null;
    }

    public async Task<bool> RemoveIfUnchangedAsync(SessionCopy copy, CancellationToken cancellationToken)
    {
        var session = copy.Session;
        var checks = copy
            .Records.Where(record => record is { VerificationId: not null, IsPending: false })
            .Select(record => record.VerificationId!.Value)
            .ToList();
        var removed =
            (int)
                await redis.RunAsync(
                    RemoveScript,
                    [
                        RedisKeys.Session(session.Id),
                        RedisKeys.Records(session.Id),
                        RedisKeys.Audit(session.Id),
                        RedisKeys.ArchiveLease(session.Id),
                        RedisKeys.Ends,
                        LessonOf(session),
                        RedisKeys.Teacher(session.TeacherNumber),
                        RedisKeys.OutboxDue,
                        RedisKeys.OutboxBytes,
                        RedisKeys.Tickets(session.Id),
                        .. checks.SelectMany(KeysOf),
                    ],
                    [session.Version, Text(session.Id), .. checks.Select(check => (RedisValue)Text(check))],
                    cancellationToken
                ) == 1;
        if (removed)
            _seen.Forget(session.Id);
        return removed;
    }

    private async Task<TOutcome?> ChangeRecordAsync<TOutcome>(
        Guid id,
        string studentNumber,
        Seen? there,
        Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (there is null)
                return null;
            var change = rule(there.Session.Session, there.Record);
            if (change.Record is not { } record)
                return change.Outcome;
            var written = await WriteAsync(id, studentNumber, there, change, record, cancellationToken);
            if (written.IsDone)
                return change.Outcome;
            there = written.There;
        }

        throw TooManyRounds();
    }

    private async Task<Written> WriteAsync<TOutcome>(
        Guid id,
        string studentNumber,
        Seen seen,
        RecordChange<TOutcome> change,
        AttendanceRecord record,
        CancellationToken cancellationToken
    )
    {
        if (!string.Equals(record.StudentNumber, studentNumber, StringComparison.Ordinal))
            throw new InvalidOperationException("The rule wrote another student's record.");
        List<RedisKey> keys =
        [
            RedisKeys.Session(id),
            RedisKeys.Records(id),
            RedisKeys.Audit(id),
            RedisKeys.OutboxDue,
            RedisKeys.OutboxBytes,
        ];
        List<RedisValue> arguments =
        [
            studentNumber,
            seen.Session.Tag,
            seen.Stored.IsNull ? RedisValue.EmptyString : seen.Stored,
            RedisStored.Write(record),
            change.Audit is { } audit ? RedisStored.Write(audit) : RedisValue.EmptyString,
            (long)limits.Backstop.TotalMilliseconds,
            limits.OutboxBytes,
            ChannelOf(id),
        ];
        AddChecks(change, keys, arguments);

        var answer = (RedisResult[])
            (await redis.RunAsync(ChangeRecordScript, [.. keys], [.. arguments], cancellationToken))!;
        switch ((string?)answer[0])
        {
            case "done":
                return new(IsDone: true, null);
            case "gone":
                Gone(id);
                return new(IsDone: false, null);
            case "full":
                throw new OutboxFullException();
            default:
                return new(IsDone: false, ReadAnswer(answer));
        }
    }

    private static void AddChecks<TOutcome>(
        RecordChange<TOutcome> change,
        List<RedisKey> keys,
        List<RedisValue> arguments
    )
    {
        if (change.EndsCheck is { } ended)
        {
            keys.AddRange(KeysOf(ended));
            arguments.AddRange(["end", Text(ended)]);
        }

        if (change.StopsCheck is { } stopped)
        {
            keys.AddRange(KeysOf(stopped));
            arguments.AddRange(["stop", Text(stopped)]);
        }

        if (change.StartsCheck is { } check)
        {
            keys.AddRange(KeysOf(check.VerificationId));
            arguments.AddRange([
                "start",
                Text(check.VerificationId),
                Text(check.SessionId),
                RedisInstant.Write(check.Deadline),
                check.PictureBytes,
            ]);
        }
    }

    private async Task<SeenSession?> ReadSessionAsync(Guid id, CancellationToken cancellationToken) =>
        Remember(
            id,
            await redis.RunAsync(
                database => database.HashGetAsync(RedisKeys.Session(id), SessionFields),
                cancellationToken
            )
        );

    private async Task<Seen?> ReadRecordAsync(Guid id, string studentNumber, CancellationToken cancellationToken)
    {
        var answer = (RedisResult[])
            (
                await redis.RunAsync(
                    FindRecordScript,
                    [RedisKeys.Session(id), RedisKeys.Records(id)],
                    [studentNumber],
                    cancellationToken
                )
            )!;
        if ((string?)answer[0] != "gone")
            return ReadAnswer(answer);
        Gone(id);
        return null;
    }

    private Seen ReadAnswer(RedisResult[] answer)
    {
        var stored = (RedisValue)answer[4];
        return new(Remember(answer), stored, stored.IsNull ? null : RedisStored.ReadRecord(stored));
    }

    private SeenSession Remember(RedisResult[] answer) =>
        Remember(RedisStored.ReadSession((RedisValue)answer[1], (RedisValue)answer[2], (RedisValue)answer[3]));

    private SeenSession? Remember(Guid id, RedisValue[] fields) =>
        fields[0].IsNull ? Gone(id) : Remember(RedisStored.ReadSession(fields[0], fields[1], fields[2]));

    private SeenSession Remember(SeenSession seen)
    {
        _seen.Remember(seen);
        return seen;
    }

    private SeenSession? Gone(Guid id)
    {
        _seen.Forget(id);
        return null;
    }

    private static List<AttendanceRecord> ReadRecords(HashEntry[] entries)
    {
        var records = new List<AttendanceRecord>(entries.Length);
        foreach (var entry in entries)
            records.Add(RedisStored.ReadRecord(entry.Value));
        records.Sort(static (left, right) => string.CompareOrdinal(left.StudentNumber, right.StudentNumber));
        return records;
    }

    private static async Task ExecuteAsync(ITransaction transaction)
    {
        if (!await transaction.ExecuteAsync())
            throw new InvalidOperationException("A transaction without conditions was not carried out.");
    }

    private static RedisKey LessonOf(ClassSession session) => RedisKeys.Lesson(session.LessonName, session.TeacherName);

    private static RedisValue ChannelOf(Guid id) => (byte[]?)RedisKeys.Changes(id);

    private static RedisKey[] KeysOf(Guid check) =>
        [RedisKeys.Check(check), RedisKeys.Selfie(check), RedisKeys.ProfilePhoto(check)];

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    private static InvalidOperationException TooManyRounds() =>
        new($"{MaxRounds} rounds were not enough to write: what was written never equalled what was read.");

    /// <summary>What a rule is shown.</summary>
    /// <param name="Stored">The record as it stands in Redis, or null.</param>
    private sealed record Seen(SeenSession Session, RedisValue Stored, AttendanceRecord? Record);

    /// <param name="There">What is there instead of what the rule saw; <c>null</c>: the session is gone.</param>
    private readonly record struct Written(bool IsDone, Seen? There);
}
