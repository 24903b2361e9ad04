using Attn.Testing;
using Npgsql;
using StackExchange.Redis;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>What the replicas of one test share, seen past the program.</summary>
internal sealed record Stores(RedisServer Redis, int RedisDatabase, PostgresServer Postgres, string Database)
{
    /// <summary>What may outlive a class session: logins, and the counts of the rate limiter. All of it has a TTL.</summary>
    private static readonly string[] Lasting = ["attn:login:", "attn:photo:", "attn:photos:", "attn:rate:"];

    public string RedisUrl => Redis.UrlOf(RedisDatabase);

    public string DatabaseUrl => Postgres.UrlOf(Database);

    /// <summary>For a replica's environment.</summary>
    public (string Variable, string Value)[] Settings =>
        [("APPLICATION_REDIS_URL", RedisUrl), ("RATE_LIMITER_REDIS_URL", RedisUrl), ("DATABASE_URL", DatabaseUrl)];

    /// <summary>Every key that a class session may own, its outbox entries and pictures included.</summary>
    public async Task<IReadOnlyList<string>> KeysOfClassesAsync()
    {
        await using var redis = await ConnectAsync();
        var keys = redis.GetServers().Single().KeysAsync(RedisDatabase, pageSize: 10_000);
        return await keys.Select(key => key.ToString()).Where(key => !Lasting.Any(kind => key.StartsWith(kind, StringComparison.Ordinal))).ToListAsync();
    }

    public async Task<bool> HoldsLiveAsync(Guid id)
    {
        await using var redis = await ConnectAsync();
        return await redis.GetDatabase(RedisDatabase).KeyExistsAsync($"attn:{{{id}}}:session");
    }

    /// <summary>Lets every lease on archiving end, again and again, as if it had lasted no time at all.</summary>
    public async Task EndLeasesAsync(IReadOnlyList<Guid> classes, CancellationToken until)
    {
        await using var redis = await ConnectAsync();
        var leases = classes.Select(id => (RedisKey)$"attn:{{{id}}}:lease").ToArray();
        while (!until.IsCancellationRequested)
            await redis.GetDatabase(RedisDatabase).KeyDeleteAsync(leases);
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Postgres.ConnectionStringOf(Database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private Task<ConnectionMultiplexer> ConnectAsync() =>
        ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{Redis.Port},allowAdmin=true,connectRetry=10,asyncTimeout=20000");
}
