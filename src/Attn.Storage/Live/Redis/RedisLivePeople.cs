using Attn.Domain;
using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>
/// One person's data in Redis. SCAN finds LoginSessions and stopped checks, so that check-ins need no index for them.
/// </summary>
internal sealed class RedisLivePeople(RedisConnection redis, ILiveStore live, IFaceCheckOutbox outbox) : ILivePeople
{
    /// <summary>No human checks in this often while being deleted.</summary>
    private const int MaxRounds = 100;

    private const int BatchSize = 200;
    private static readonly RedisScript EraseScript = RedisScript.Load<RedisLivePeople>("erase-person");

    public async Task<LivePersonData> FindPersonDataAsync(string number, CancellationToken cancellationToken)
    {
        var logins = await FindLoginsAsync(number, cancellationToken);
        var checks = await FindChecksAsync(number, cancellationToken);
        var sessions = await FindSessionsAsync(number, cancellationToken);
        var selfies = await redis.RunAsync(
            database => database.SortedSetLengthAsync(RedisKeys.Selfies(number)),
            cancellationToken
        );
        return new(
            logins,
            checks,
            [.. sessions.Where(found => found.HasTicket).Select(found => found.Id)],
            (int)selfies
        );
    }

    public async Task EraseAsync(string number, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            // LoginSessions first: without one a person can start nothing that is read after them.
            var logins = await FindLoginsAsync(number, cancellationToken);
            var sessions = await FindSessionsAsync(number, cancellationToken);
            var checks = await FindChecksAsync(number, cancellationToken);
            if (await TryEraseAsync(number, logins, checks, sessions, cancellationToken))
                return;
        }

        throw new InvalidOperationException(
            $"{MaxRounds} rounds were not enough: the data to be deleted changed each time."
        );
    }

    private async Task<bool> TryEraseAsync(
        string number,
        IReadOnlyList<LoginSession> logins,
        IReadOnlyList<FaceCheck> checks,
        IReadOnlyList<FoundSession> sessions,
        CancellationToken cancellationToken
    )
    {
        List<RedisKey> keys =
        [
            RedisKeys.OutboxDue,
            RedisKeys.OutboxBytes,
            RedisKeys.PhotosOf(number),
            RedisKeys.LoginsOf(number),
            RedisKeys.PhotoOf(number),
            RedisKeys.Selfies(number),
        ];
        List<RedisValue> arguments = [number, sessions.Count, checks.Count, RedisKeys.LoginEndsName];
        foreach (var session in sessions)
        {
            keys.AddRange([
                RedisKeys.Session(session.Id),
                RedisKeys.Records(session.Id),
                RedisKeys.Audit(session.Id),
                RedisKeys.Tickets(session.Id),
            ]);
            arguments.AddRange([
                session.Record.IsNull ? "" : session.Record,
                RedisKeys.ChangesName(session.Id),
                RedisFormat.Write(ErasedRecord.Of(session.Id, number)),
            ]);
        }

        foreach (var check in checks)
        {
            keys.AddRange(RedisKeys.OfCheck(check.VerificationId));
            arguments.Add(RedisFormat.Write(check.VerificationId));
        }

        foreach (var login in logins)
        {
            keys.AddRange([RedisKeys.Login(login.Id), RedisKeys.Photo(login.Id)]);
            arguments.AddRange([RedisFormat.Write(login.Id), RedisFormat.Write(login.ToKey())]);
        }

        return (string?)await redis.RunAsync(EraseScript, [.. keys], [.. arguments], cancellationToken) == "done";
    }

    private async Task<IReadOnlyList<LoginSession>> FindLoginsAsync(string number, CancellationToken cancellationToken)
    {
        var found = new List<LoginSession>();
        foreach (var batch in (await redis.ScanAsync(RedisKeys.Logins, cancellationToken)).Chunk(BatchSize))
        {
            var logins = await redis.RunAsync(
                database => Task.WhenAll(batch.Select(key => database.HashGetAsync(key, ["login", "expires"]))),
                cancellationToken
            );
            found.AddRange(
                logins
                    .Where(fields => !fields[0].IsNull)
                    .Select(fields => RedisFormat.ReadLogin(fields[0], fields[1]))
                    .Where(login => login.UserNumber == number)
            );
        }

        return found;
    }

    private async Task<IReadOnlyList<FaceCheck>> FindChecksAsync(string number, CancellationToken cancellationToken)
    {
        var found = new List<FaceCheck>();
        foreach (var batch in (await redis.ScanAsync(RedisKeys.Checks, cancellationToken)).Chunk(BatchSize))
        {
            var checks = await Task.WhenAll(
                batch.Select(key => outbox.FindAsync(RedisKeys.VerificationOf(key), cancellationToken))
            );
            found.AddRange(checks.OfType<FaceCheck>().Where(check => check.StudentNumber == number));
        }

        return found;
    }

    /// <summary>Finds the class sessions that hold a record or a ticket of the person.</summary>
    private async Task<IReadOnlyList<FoundSession>> FindSessionsAsync(
        string number,
        CancellationToken cancellationToken
    )
    {
        var found = new List<FoundSession>();
        var all = await live.ListAllAsync(cancellationToken);
        foreach (var batch in all.Chunk(BatchSize))
        {
            var read = await redis.RunAsync(
                database => Task.WhenAll(batch.Select(id => ReadSessionAsync(database, id, number))),
                cancellationToken
            );
            found.AddRange(read.Where(session => session.HasTicket || !session.Record.IsNull));
        }

        return found;
    }

    private static async Task<FoundSession> ReadSessionAsync(IDatabase database, Guid id, string number)
    {
        var record = database.HashGetAsync(RedisKeys.Records(id), number);
        var tickets = database.HashValuesAsync(RedisKeys.Tickets(id));
        return new(id, await record, (await tickets).Contains(number));
    }

    /// <param name="Record">The record as it is stored, or null.</param>
    private sealed record FoundSession(Guid Id, RedisValue Record, bool HasTicket);
}
