using Microsoft.Extensions.Logging;

namespace Attn.Storage.Limits;

/// <summary>
/// Counts in Redis while it is there, and inside the process while it is away: a limit never fails a request. Only the first request of an outage
/// may wait, for as long as the connection's time-out; from then on Redis is left alone but for a probe every second, beside the requests.
/// Each replica then counts for itself, from zero.
/// </summary>
/// <param name="probe">Throws <see cref="StoreUnavailableException"/> while Redis is away.</param>
public sealed partial class FallbackRateCounter(
    IRateCounter shared,
    Func<CancellationToken, Task> probe,
    IRateCounter local,
    TimeProvider time,
    ILogger<FallbackRateCounter> logger
) : IRateCounter
{
    private static readonly TimeSpan ProbePeriod = TimeSpan.FromSeconds(1);

    private int _isAway;
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

    public async ValueTask GiveBackAsync(string key, CancellationToken cancellationToken) =>
        await AskAsync(async counter =>
        {
            await counter.GiveBackAsync(key, cancellationToken);
            return RateDecision.Allowed;
        });

    private async ValueTask<RateDecision> AskAsync(Func<IRateCounter, ValueTask<RateDecision>> ask)
    {
        if (IsThere())
        {
            try
            {
                return await ask(shared);
            }
            catch (StoreUnavailableException e)
            {
                GoAway(e);
            }
        }

        return await ask(local);
    }

    private bool IsThere()
    {
        if (Volatile.Read(ref _isAway) == 0)
            return true;
        if (
            time.GetElapsedTime(Interlocked.Read(ref _probedAt)) >= ProbePeriod
            && Interlocked.Exchange(ref _isProbing, 1) == 0
        )
            _ = ProbeAsync();
        return false;
    }

    private void GoAway(StoreUnavailableException exception)
    {
        Interlocked.Exchange(ref _probedAt, time.GetTimestamp());
        if (Interlocked.Exchange(ref _isAway, 1) == 0)
            LogAway(exception);
    }

    private async Task ProbeAsync()
    {
        try
        {
            // Not one instruction of it on the request that happened to come by.
            await Task.Yield();
            await probe(CancellationToken.None);
            Interlocked.Exchange(ref _isAway, 0);
            LogBack();
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
        EventId = 7011,
        Level = LogLevel.Warning,
        Message = "The rate limiter's Redis is away: limits are counted in this process until it is back."
    )]
    private partial void LogAway(Exception exception);

    [LoggerMessage(
        EventId = 7012,
        Level = LogLevel.Information,
        Message = "The rate limiter's Redis is back: limits are shared again."
    )]
    private partial void LogBack();
}
