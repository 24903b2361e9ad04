using System.Globalization;
using Attn.Domain;
using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>One person in Redis. SCAN finds LoginSessions and stopped checks: it costs the server nothing worth mentioning, and check-ins no index.</summary>
internal sealed class RedisLivePeople(RedisConnection redis, ILiveStore live, IFaceCheckOutbox outbox) : ILivePeople
{
    /// <summary>Somebody who checks in this often while being deleted is no human being.</summary>
    private const int MaxRounds = 100;

    private const int BatchSize = 200;
    private static readonly RedisScript EraseScript = RedisScript.Load<RedisLivePeople>("erase-person");

    public async Task<LivePersonData> FindPersonDataAsync(string number, CancellationToken cancellationToken)
    {
        var logins = await FindLoginsAsync(number, cancellationToken);
        var checks = await FindChecksAsync(number, cancellationToken);
        var classes = await FindClassesAsync(number, cancellationToken);
        return new(logins, checks, [.. classes.Where(found => found.HasTicket).Select(found => found.Id)]);
    }

    public async Task EraseAsync(string number, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            // LoginSessions first: whoever has none can start nothing that is read after them.
            var logins = await FindLoginsAsync(number, cancellationToken);
            var classes = await FindClassesAsync(number, cancellationToken);
            var checks = await FindChecksAsync(number, cancellationToken);
            if (await EraseAsync(number, logins, checks, classes, cancellationToken))
                return;
        }

        throw new InvalidOperationException(
            $"{MaxRounds} rounds were not enough: what was to be deleted changed each time."
        );
    }

    private async Task<bool> EraseAsync(
        string number,
        IReadOnlyList<LoginSession> logins,
        IReadOnlyList<FaceCheck> checks,
        IReadOnlyList<FoundClass> classes,
        CancellationToken cancellationToken
    )
    {
        List<RedisKey> keys = [RedisKeys.OutboxDue, RedisKeys.OutboxBytes, RedisKeys.PhotosOf(number)];
        List<RedisValue> arguments = [number, classes.Count, checks.Count];
        foreach (var found in classes)
        {
            keys.AddRange([
                RedisKeys.Session(found.Id),
                RedisKeys.Records(found.Id),
                RedisKeys.Audit(found.Id),
                RedisKeys.Tickets(found.Id),
            ]);
            arguments.AddRange([
                found.Stored.IsNull ? "" : found.Stored,
                (byte[]?)RedisKeys.Changes(found.Id),
                RedisStored.Write(ErasedRecord.Of(found.Id, number)),
            ]);
        }

        foreach (var check in checks)
        {
            keys.AddRange([
                RedisKeys.Check(check.VerificationId),
                RedisKeys.Selfie(check.VerificationId),
                RedisKeys.ProfilePhoto(check.VerificationId),
            ]);
            arguments.Add(Text(check.VerificationId));
        }

        foreach (var login in logins)
        {
            keys.AddRange([RedisKeys.Login(login.Id), RedisKeys.Photo(login.Id)]);
            arguments.Add(Text(login.Id));
        }

        return (string?)await redis.RunAsync(EraseScript, [.. keys], [.. arguments], cancellationToken) == "done";
    }

    private async Task<IReadOnlyList<LoginSession>> FindLoginsAsync(string number, CancellationToken cancellationToken)
    {
        var found = new List<LoginSession>();
        foreach (var part in (await redis.ScanAsync(RedisKeys.Logins, cancellationToken)).Chunk(BatchSize))
        {
            var logins = await redis.RunAsync(
                database => Task.WhenAll(part.Select(key => database.HashGetAsync(key, ["login", "expires"]))),
                cancellationToken
            );
            found.AddRange(
                logins
                    .Where(fields => !fields[0].IsNull)
                    .Select(fields =>
                        LiveJson.Read<LoginSession>(((ReadOnlyMemory<byte>)fields[0]).Span) with
                        {
                            ExpiresAt = RedisInstant.Read(fields[1].ToString()),
                        }
                    )
                    .Where(login => login.UserNumber == number)
            );
        }

        return found;
    }

    private async Task<IReadOnlyList<FaceCheck>> FindChecksAsync(string number, CancellationToken cancellationToken)
    {
        var found = new List<FaceCheck>();
        foreach (var part in (await redis.ScanAsync(RedisKeys.Checks, cancellationToken)).Chunk(BatchSize))
        {
            var checks = await Task.WhenAll(
                part.Select(key => outbox.FindAsync(RedisKeys.VerificationOf(key), cancellationToken))
            );
            found.AddRange(checks.OfType<FaceCheck>().Where(check => check.StudentNumber == number));
        }

        return found;
    }

    /// <summary>The class sessions in which there is a record or a ticket of the person.</summary>
    private async Task<IReadOnlyList<FoundClass>> FindClassesAsync(string number, CancellationToken cancellationToken)
    {
        var found = new List<FoundClass>();
        foreach (var part in (await live.ListUnendedAsync(DateTimeOffset.MinValue, cancellationToken)).Chunk(BatchSize))
        {
            var read = await redis.RunAsync(
                database => Task.WhenAll(part.Select(id => ReadClassAsync(database, id, number))),
                cancellationToken
            );
            found.AddRange(read.Where(one => one.HasTicket || !one.Stored.IsNull));
        }

        return found;
    }

    private static async Task<FoundClass> ReadClassAsync(IDatabase database, Guid id, string number)
    {
        var record = database.HashGetAsync(RedisKeys.Records(id), number);
        var tickets = database.HashValuesAsync(RedisKeys.Tickets(id));
        return new(id, await record, (await tickets).Contains(number));
    }

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    /// <param name="Stored">The record as it stands in Redis, or null.</param>
    private sealed record FoundClass(Guid Id, RedisValue Stored, bool HasTicket);
}
