using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Limits;

/// <summary>
/// Counts in Redis for all replicas together: one script, one round trip, by Redis's clock. Keys expire with their
/// window.
/// </summary>
public sealed class RedisRateCounter(RedisConnection redis) : IRateCounter
{
    private static readonly RedisScript TakeScript = RedisScript.Load<RedisRateCounter>("take");
    private static readonly RedisScript PeekScript = RedisScript.Load<RedisRateCounter>("peek");
    private static readonly RedisScript ReserveScript = RedisScript.Load<RedisRateCounter>("reserve");
    private static readonly RedisScript KeepScript = RedisScript.Load<RedisRateCounter>("keep");

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
    public async ValueTask<RateDecision> ReserveAsync(
        string key,
        Guid id,
        int limit,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return DecisionOf(
            await redis.RunAsync(
                ReserveScript,
                [RedisKeys.Rate(key)],
                [id.ToString(), limit, MicrosecondsOf(lease)],
                cancellationToken
            )
        );
    }

    /// <exception cref="StoreUnavailableException">Redis is unavailable.</exception>
    public async ValueTask KeepAsync(string key, Guid id, TimeSpan span, CancellationToken cancellationToken) =>
        await redis.RunAsync(
            KeepScript,
            [RedisKeys.Rate(key)],
            [id.ToString(), MicrosecondsOf(span)],
            cancellationToken
        );

    /// <exception cref="StoreUnavailableException">Redis is unavailable.</exception>
    public async ValueTask ReleaseAsync(string key, Guid id, CancellationToken cancellationToken) =>
        await redis.RunAsync(
            database => database.SortedSetRemoveAsync(RedisKeys.Rate(key), id.ToString()),
            cancellationToken
        );

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
        return DecisionOf(
            await redis.RunAsync(script, [RedisKeys.Rate(key)], [limit, MicrosecondsOf(window)], cancellationToken)
        );
    }

    private static RateDecision DecisionOf(RedisResult microseconds)
    {
        var wait = (long)microseconds;
        return wait < 0 ? RateDecision.Allowed : RateDecision.Refused(TimeSpan.FromMicroseconds(wait));
    }

    private static long MicrosecondsOf(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;
}
