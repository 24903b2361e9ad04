using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Limits;

/// <summary>
/// The shared counts of one user's calls. They expire within a minute, but a deletion does not wait for that.
/// </summary>
public sealed class RateLimitPersonData
{
    private readonly RedisConnection _redis;

    internal RateLimitPersonData(RedisConnection redis) => _redis = redis;

    public async Task EraseAsync(string userNumber, CancellationToken cancellationToken)
    {
        var keys = await _redis.ScanAsync(RedisKeys.Rates, cancellationToken);
        var theirs = keys.Where(key => RedisKeys.IsRateOf(key, userNumber)).Select(key => (RedisKey)key).ToArray();
        if (theirs.Length > 0)
            await _redis.RunAsync(database => database.KeyDeleteAsync(theirs), cancellationToken);
    }
}
