using System.Text;
using Attn.Domain;
using Attn.Storage.Live;
using Attn.Storage.Live.Redis;
using Attn.Storage.Redis;
using Attn.Storage.Tests.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Tests.Live;

/// <summary>
/// A database of its own in the tests' Redis. Redis's clock cannot be set, so due times and expiries are moved back.
/// </summary>
internal sealed class RedisLiveHarness : LiveHarness
{
    private const string Pass = """
        for _, key in ipairs(redis.call('KEYS', '*')) do
          local left = redis.call('PTTL', key)
          if left >= 0 then redis.call('PEXPIRE', key, math.max(left - ARGV[1], 0)) end
        end
        local due = redis.call('ZRANGE', 'attn:outbox:due', 0, -1)
        for _, member in ipairs(due) do redis.call('ZINCRBY', 'attn:outbox:due', -ARGV[1], member) end
        for _, key in ipairs(redis.call('KEYS', 'attn:selfies:*')) do
          for _, member in ipairs(redis.call('ZRANGE', key, 0, -1)) do redis.call('ZINCRBY', key, -ARGV[1], member) end
        end
        return 1
        """;

    private const string List = """
        local lines = {}
        for _, key in ipairs(redis.call('KEYS', '*')) do
          if redis.call('TYPE', key).ok == 'zset' then
            for _, member in ipairs(redis.call('ZRANGE', key, 0, -1)) do table.insert(lines, key .. ' ' .. member) end
          else
            table.insert(lines, key)
          end
        end
        return lines
        """;

    private const string Dump = """
        local all = {}
        for _, key in ipairs(redis.call('KEYS', '*')) do table.insert(all, key .. redis.call('DUMP', key)) end
        return table.concat(all)
        """;

    private readonly RedisConnection _redis;
    private readonly PictureCipher _cipher;

    private RedisLiveHarness(RedisConnection redis, LiveStoreLimits limits, RedisLiveStoreOptions options)
    {
        var cipher = new PictureCipher("a secret of the tests");
        _redis = redis;
        Feed = new RedisSessionFeed(redis);
        Live = new RedisLiveStore(redis, limits, options);
        Logins = new RedisLoginStore(redis, cipher);
        LoginEnds = new();
        _cipher = cipher;
        Outbox = new RedisFaceCheckOutbox(redis, cipher, limits);
        Tickets = new RedisTicketStore(redis, limits);
        Selfies = new RedisSelfieStore(redis, limits, TimeProvider.System);
        People = new RedisLivePeople(redis, Live, Outbox);
    }

    public override ILiveStore Live { get; }

    public override ISessionFeed Feed { get; }

    public override ILoginStore Logins { get; }

    public override LoginEnds LoginEnds { get; }

    public override IFaceCheckOutbox Outbox { get; }

    public override ITicketStore Tickets { get; }

    public override ISelfieStore Selfies { get; }

    public override ILivePeople People { get; }

    public static async Task<LiveHarness> CreateAsync(
        SharedRedis shared,
        LiveStoreLimits limits,
        RedisLiveStoreOptions? options = null
    )
    {
        var redis = await shared.ConnectAsync();
        var harness = new RedisLiveHarness(redis, limits, options ?? new());
        await new RedisLoginEnds(redis, harness.LoginEnds).StartAsync(CancellationToken.None);
        return harness;
    }

    public override Task SaveAsVersion01Async(LoginSession login, byte[] photo, DateTimeOffset now) =>
        _redis.RunAsync(
            async database =>
            {
                await database.HashSetAsync(
                    RedisKeys.Login(login.Id),
                    [new("login", LiveJson.WriteBytes(login)), new("expires", RedisInstant.Write(login.ExpiresAt))]
                );
                await database.StringSetAsync(
                    RedisKeys.Photo(login.Id),
                    _cipher.Seal(photo, $"photo:{login.Id}"),
                    login.ExpiresAt - now
                );
                var photos = RedisKeys.PhotosOf(login.UserNumber);
                await database.SortedSetAddAsync(photos, $"{login.Id}", login.ExpiresAt.ToUnixTimeMilliseconds());
                await database.KeyExpireAsync(photos, login.ExpiresAt - now);
                return await database.KeyExpireAsync(RedisKeys.Login(login.Id), login.ExpiresAt - now);
            },
            CancellationToken.None
        );

    public override Task AdvanceAsync(TimeSpan time) => RunAsync(Pass, (long)time.TotalMilliseconds);

    public override async Task<IReadOnlyList<string>> ListContentsAsync() =>
        [.. ((string[])(await RunAsync(List))!).Order(StringComparer.Ordinal)];

    public override async Task<byte[]> ReadBytesAtRestAsync() =>
        (byte[]?)await RunAsync(Dump) ?? Encoding.UTF8.GetBytes("");

    public override ValueTask DisposeAsync() => _redis.DisposeAsync();

    private Task<RedisResult> RunAsync(string script, params RedisValue[] arguments) =>
        _redis.RunAsync(database => database.ScriptEvaluateAsync(script, [], arguments), CancellationToken.None);
}
