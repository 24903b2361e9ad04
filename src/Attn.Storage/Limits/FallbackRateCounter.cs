using Microsoft.Extensions.Logging;

namespace Attn.Storage.Limits;

/// <summary>
/// Counts in Redis while it is available, and inside the process while it is not: a limit never fails a request. Only
/// the first request of an outage may wait, for the connection's time-out; after that Redis gets only a probe every
/// second, which no request waits for. Each replica then counts for itself, from zero.
/// </summary>
/// <param name="probe">Throws <see cref="StoreUnavailableException"/> while Redis is unavailable.</param>
public sealed partial class FallbackRateCounter(
    IRateCounter shared,
    Func<CancellationToken, Task> probe,
    IRateCounter local,
    TimeProvider time,
    ILogger<FallbackRateCounter> logger
) : IRateCounter
{
    private static readonly TimeSpan ProbePeriod = TimeSpan.FromSeconds(1);

    private int _isUnavailable;
    private int _isProbing;
    private long _probedAt;

    public ValueTask<RateDecision> TakeAsync(
        string key,
        int limit,
        TimeSpan window,
        CancellationToken cancellationToken
    ) => AskAsync(counter => counter.TakeAsync(key, limit, window, cancellationToken));

    public ValueTask<RateDecision> PeekAsync(
        string key,
        int limit,
        TimeSpan window,
        CancellationToken cancellationToken
    ) => AskAsync(counter => counter.PeekAsync(key, limit, window, cancellationToken));

    public ValueTask<RateDecision> ReserveAsync(
        string key,
        Guid id,
        int limit,
        TimeSpan lease,
        CancellationToken cancellationToken
    ) => AskAsync(counter => counter.ReserveAsync(key, id, limit, lease, cancellationToken));

    public async ValueTask KeepAsync(string key, Guid id, TimeSpan span, CancellationToken cancellationToken) =>
        await AskAsync(async counter =>
        {
            await counter.KeepAsync(key, id, span, cancellationToken);
            return RateDecision.Allowed;
        });

    public async ValueTask ReleaseAsync(string key, Guid id, CancellationToken cancellationToken)
    {
        // Here as well: the place may have been taken on the other side of an outage.
        await local.ReleaseAsync(key, id, cancellationToken);
        await AskAsync(async counter =>
        {
            await counter.ReleaseAsync(key, id, cancellationToken);
            return RateDecision.Allowed;
        });
    }

    private async ValueTask<RateDecision> AskAsync(Func<IRateCounter, ValueTask<RateDecision>> ask)
    {
        if (IsAvailable())
        {
            try
            {
                return await ask(shared);
            }
            catch (StoreUnavailableException outage)
            {
                FallBack(outage);
            }
        }

        return await ask(local);
    }

    private bool IsAvailable()
    {
        if (Volatile.Read(ref _isUnavailable) == 0)
            return true;
        if (
            time.GetElapsedTime(Interlocked.Read(ref _probedAt)) >= ProbePeriod
            && Interlocked.Exchange(ref _isProbing, 1) == 0
        )
            _ = ProbeAsync();
        return false;
    }

    private void FallBack(StoreUnavailableException outage)
    {
        Interlocked.Exchange(ref _probedAt, time.GetTimestamp());
        if (Interlocked.Exchange(ref _isUnavailable, 1) == 0)
            LogUnavailable(outage);
    }

    private async Task ProbeAsync()
    {
        try
        {
            // Leave the thread of the request that happened to start the probe.
            await Task.Yield();
            await probe(CancellationToken.None);
            Interlocked.Exchange(ref _isUnavailable, 0);
            LogRestored();
        }
        catch (StoreUnavailableException)
        {
            Interlocked.Exchange(ref _probedAt, time.GetTimestamp());
        }
        finally
        {
            Interlocked.Exchange(ref _isProbing, 0);
        }
    }

    [LoggerMessage(
        EventId = EventIds.RateLimiterUnavailable,
        Level = LogLevel.Warning,
        Message = "The rate limiter's Redis is unavailable: this process counts limits for itself until it answers."
    )]
    private partial void LogUnavailable(Exception exception);

    [LoggerMessage(
        EventId = EventIds.RateLimiterRestored,
        Level = LogLevel.Information,
        Message = "The rate limiter's Redis answers again: limits are shared again."
    )]
    private partial void LogRestored();
}
