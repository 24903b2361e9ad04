using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>Class sessions by their end, and their way out of Redis: lease, copy, removal.</summary>
internal sealed class RedisArchiveQueue(RedisConnection redis, RedisSessionReader sessions)
{
    private static readonly RedisScript LeaseScript = RedisScript.Load<RedisArchiveQueue>("lease-archiving");
    private static readonly RedisScript RemoveScript = RedisScript.Load<RedisArchiveQueue>("remove-session");

    public async Task<IReadOnlyList<Guid>> ListUnendedAsync(
        DateTimeOffset now,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        var members = await redis.RunAsync(
            database =>
                database.SortedSetRangeByValueAsync(
                    RedisKeys.Ends,
                    RedisInstant.FirstAfter(now),
                    RedisInstant.FirstAfter(until),
                    Exclude.Stop
                ),
            cancellationToken
        );
        return IdsOf(members);
    }

    public async Task<IReadOnlyList<Guid>> ListEndedAsync(
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var members = await redis.RunAsync(
            database =>
                database.SortedSetRangeByValueAsync(
                    RedisKeys.Ends,
                    max: RedisInstant.FirstAfter(now),
                    exclude: Exclude.Stop,
                    take: limit
                ),
            cancellationToken
        );
        return IdsOf(members);
    }

    public async Task<DateTimeOffset?> FindEarliestEndAsync(CancellationToken cancellationToken)
    {
        var members = await redis.RunAsync(
            database => database.SortedSetRangeByRankAsync(RedisKeys.Ends, 0, 0),
            cancellationToken
        );
        return members is [var first] ? RedisInstant.ReadMember(first.ToString()).At : null;
    }

    public async Task<bool> TryLeaseAsync(Guid id, TimeSpan lease, CancellationToken cancellationToken) =>
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
                var session = transaction.HashGetAsync(RedisKeys.Session(id), RedisSessionReader.Fields);
                var records = transaction.HashGetAllAsync(RedisKeys.Records(id));
                var audit = transaction.ListRangeAsync(RedisKeys.Audit(id));
                await transaction.ExecuteUnconditionallyAsync();
                return (await session, await records, await audit);
            },
            cancellationToken
        );
        return sessions.Accept(id, session) is { } found
            ? new(found.Session, RedisFormat.ReadRecords(records), [.. audit.Select(RedisFormat.ReadAudit)])
            : null;
    }

    public async Task<bool> RemoveIfUnchangedAsync(SessionCopy copy, CancellationToken cancellationToken)
    {
        var session = copy.Session;
        var settled = copy
            .Records.Where(record => record is { VerificationId: not null, IsPending: false })
            .Select(record => record.VerificationId!.Value)
            .ToList();
        var isRemoved =
            (int)
                await redis.RunAsync(
                    RemoveScript,
                    [
                        RedisKeys.Session(session.Id),
                        RedisKeys.Records(session.Id),
                        RedisKeys.Audit(session.Id),
                        RedisKeys.ArchiveLease(session.Id),
                        RedisKeys.Ends,
                        RedisKeys.LessonOf(session),
                        RedisKeys.Teacher(session.TeacherNumber),
                        RedisKeys.OutboxDue,
                        RedisKeys.OutboxBytes,
                        RedisKeys.Tickets(session.Id),
                        RedisKeys.Windows(session.TeacherNumber),
                        RedisKeys.OldLessonOf(session),
                        .. settled.SelectMany(RedisKeys.OfCheck),
                    ],
                    [
                        session.Version,
                        RedisFormat.Write(session.Id),
                        .. settled.Select(check => (RedisValue)RedisFormat.Write(check)),
                    ],
                    cancellationToken
                ) == 1;
        if (isRemoved)
            sessions.Forget(session.Id);
        return isRemoved;
    }

    private static Guid[] IdsOf(RedisValue[] members) =>
        [.. members.Select(member => RedisInstant.ReadMember(member.ToString()).Id)];
}
