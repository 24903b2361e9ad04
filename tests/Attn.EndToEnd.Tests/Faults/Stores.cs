using Attn.Testing;
using Npgsql;
using StackExchange.Redis;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>The stores of one test's replicas, seen without the program.</summary>
internal sealed record Stores(RedisServer Redis, int RedisDatabase, PostgresServer Postgres, string Database)
{
    /// <summary>
    /// Keys that may outlive a class session: logins and rate limiter counts. All of them have a TTL.
    /// </summary>
    private static readonly string[] Lasting =
    [
        "attn:login:",
        "attn:logins:",
        "attn:photo:",
        "attn:photo-of:",
        "attn:photos:",
        "attn:rate:",
        // The marks of a day's selfies, so that none counts in a second class session.
        "attn:selfies:",
    ];

    public string RedisUrl => Redis.UrlOf(RedisDatabase);

    public string DatabaseUrl => Postgres.UrlOf(Database);

    /// <summary>Environment variables of a replica.</summary>
    public (string Variable, string Value)[] Settings =>
        [("APPLICATION_REDIS_URL", RedisUrl), ("RATE_LIMITER_REDIS_URL", RedisUrl), ("DATABASE_URL", DatabaseUrl)];

    /// <summary>Every key that a class session may own, its outbox entries and pictures included.</summary>
    public async Task<IReadOnlyList<string>> KeysOfClassesAsync()
    {
        await using var redis = await ConnectAsync();
        var keys = redis.GetServers().Single().KeysAsync(RedisDatabase, pageSize: 10_000);
        return await keys.Select(key => key.ToString())
            .Where(key => !Lasting.Any(kind => key.StartsWith(kind, StringComparison.Ordinal)))
            .ToListAsync();
    }

    /// <summary>Gives Redis so much memory that every write is refused; or as much as it wants.</summary>
    public async Task FillRedisAsync(bool isFull)
    {
        await using var redis = await ConnectAsync();
        await redis.GetServers().Single().ConfigSetAsync("maxmemory", isFull ? "1" : "0");
    }

    /// <summary>Takes the writes of PostgreSQL away, as an administrator or a failover does.</summary>
    public async Task ClosePostgresToWritesAsync(bool isClosed)
    {
        var setting = isClosed ? "SET default_transaction_read_only = on" : "RESET default_transaction_read_only";
        await Postgres.ExecuteAsync("postgres", $"ALTER DATABASE {Database} {setting}");
        // A setting of the database holds for connections that are opened from now on.
        await Postgres.ExecuteAsync(
            "postgres",
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Database}'"
        );
    }

    public async Task<bool> HoldsLiveAsync(Guid id)
    {
        await using var redis = await ConnectAsync();
        return await redis.GetDatabase(RedisDatabase).KeyExistsAsync($"attn:{{{id}}}:session");
    }

    /// <summary>Removes archiving leases continuously, as if they had no duration.</summary>
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

    /// <summary>Finds a text in any row of any table and in any key or value, by bytes.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(string text) =>
        [.. await FindInTablesAsync(text), .. await FindInRedisAsync(text)];

    private async Task<IReadOnlyList<string>> FindInTablesAsync(string text)
    {
        const string everywhere = """
            SELECT table_name || ': ' || query_to_xml(
                format('SELECT t::text FROM %I t WHERE position(%L IN t::text) > 0', table_name, @text),
                true, false, '')::text
            FROM information_schema.tables WHERE table_schema = 'public'
            """;
        await using var connection = new NpgsqlConnection(Postgres.ConnectionStringOf(Database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(everywhere, connection);
        command.Parameters.AddWithValue("text", text);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            if (reader.GetString(0).Contains("<row", StringComparison.Ordinal))
                found.Add(reader.GetString(0));
        }

        return found;
    }

    private async Task<IReadOnlyList<string>> FindInRedisAsync(string text)
    {
        const string everything = """
            local found = {}
            local function look(key, value)
              if type(value) == 'table' then
                for _, part in ipairs(value) do look(key, part) end
              elseif string.find(key .. ' ' .. value, ARGV[1], 1, true) then
                table.insert(found, key)
              end
            end
            local read = { string = 'GET', hash = 'HGETALL', list = 'LRANGE', set = 'SMEMBERS', zset = 'ZRANGE' }
            for _, key in ipairs(redis.call('KEYS', '*')) do
              local kind = redis.call('TYPE', key).ok
              local isRange = kind == 'list' or kind == 'zset'
              look(key, isRange and redis.call(read[kind], key, 0, -1) or redis.call(read[kind], key))
            end
            return found
            """;
        await using var redis = await ConnectAsync();
        return (string[])(await redis.GetDatabase(RedisDatabase).ScriptEvaluateAsync(everything, [], [text]))!;
    }

    private Task<ConnectionMultiplexer> ConnectAsync() =>
        ConnectionMultiplexer.ConnectAsync(
            $"127.0.0.1:{Redis.Port},allowAdmin=true,connectRetry=10,asyncTimeout=20000"
        );
}
