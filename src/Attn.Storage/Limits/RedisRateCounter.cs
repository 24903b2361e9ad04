using Attn.Storage.Redis;

namespace Attn.Storage.Limits;

/// <summary>
/// Counts in Redis for all replicas together: one script, one round trip, by Redis's clock. Keys expire with their
/// window.
/// </summary>
public sealed class RedisRateCounter(RedisConnection redis) : IRateCounter
{
    private static readonly RedisScript TakeScript = RedisScript.Load<RedisRateCounter>("take");
    private static readonly RedisScript PeekScript = RedisScript.Load<RedisRateCounter>("peek");

    /// <exception cref="StoreUnavailableException">Redis is unavailable.</exception>
    public ValueTask<RateDecision> TakeAsync(
        string key,
        int limit,
        TimeSpan window,
        CancellationToken cancellationToken
    ) => AskAsync(TakeScript, key, limit, window, cancellationToken);

    /// <exception cref="StoreUnavailableException">Redis is unavailable.</exception>
    public ValueTask<RateDecision> PeekAsync(
        string key,
        int limit,
        TimeSpan window,
        CancellationToken cancellationToken
    ) => AskAsync(PeekScript, key, limit, window, cancellationToken);

    /// <exception cref="StoreUnavailableException">Redis is unavailable.</exception>
    public async ValueTask GiveBackAsync(string key, CancellationToken cancellationToken) =>
        await redis.RunAsync(database => database.ListRightPopAsync(RedisKeys.Rate(key)), cancellationToken);

    /// <summary>Counts something, because a Redis that is full still answers a ping.</summary>
    /// <exception cref="StoreUnavailableException">Redis is unavailable.</exception>
    public async Task ProbeAsync(CancellationToken cancellationToken) =>
        await TakeAsync("probe", limit: 1, TimeSpan.FromSeconds(1), cancellationToken);

    private async ValueTask<RateDecision> AskAsync(
        RedisScript script,
        string key,
        int limit,
        TimeSpan window,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var wait = (long)
            await redis.RunAsync(
                script,
                [RedisKeys.Rate(key)],
                [limit, window.Ticks / TimeSpan.TicksPerMicrosecond],
                cancellationToken
            );
        return wait < 0 ? RateDecision.Allowed : RateDecision.Refused(TimeSpan.FromMicroseconds(wait));
    }
}
