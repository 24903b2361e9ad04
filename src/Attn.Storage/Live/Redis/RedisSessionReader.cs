using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>Reads class sessions, and remembers or forgets what it saw.</summary>
internal sealed class RedisSessionReader(RedisConnection redis, int remembered)
{
    /// <summary>
    /// The fields of <see cref="RedisKeys.Session"/> that <see cref="Accept(Guid, RedisValue[])"/> takes.
    /// </summary>
    public static readonly RedisValue[] Fields = ["session", "tag", "version"];

    private readonly SessionCache _cache = new(remembered);

    /// <summary>May be out of date, or of a class session that Redis no longer holds.</summary>
    public TaggedSession? FindRemembered(Guid id) => _cache.Find(id);

    public async Task<TaggedSession?> ReadAsync(Guid id, CancellationToken cancellationToken) =>
        Accept(
            id,
            await redis.RunAsync(database => database.HashGetAsync(RedisKeys.Session(id), Fields), cancellationToken)
        );

    /// <summary>Takes <see cref="Fields"/> that were read.</summary>
    public TaggedSession? Accept(Guid id, RedisValue[] fields)
    {
        if (!fields[0].IsNull)
            return Remember(RedisFormat.ReadSession(fields[0], fields[1], fields[2]));
        Forget(id);
        return null;
    }

    /// <summary>Takes a script's answer: a word, then <see cref="Fields"/>.</summary>
    public TaggedSession Accept(RedisResult[] answer) =>
        Remember(RedisFormat.ReadSession((RedisValue)answer[1], (RedisValue)answer[2], (RedisValue)answer[3]));

    public TaggedSession Remember(TaggedSession session)
    {
        _cache.Remember(session);
        return session;
    }

    public void Forget(Guid id) => _cache.Forget(id);
}
