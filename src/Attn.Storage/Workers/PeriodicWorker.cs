using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Attn.Storage.Workers;

/// <summary>
/// A background worker that runs a round every period and whenever it is woken, the first one at the start. A failed
/// round is logged and the next one runs.
/// </summary>
/// <param name="name">Stable and in snake_case: <c>/health</c> and the logs show it.</param>
/// <param name="period">From the end of one round to the start of the next.</param>
public abstract partial class PeriodicWorker(string name, TimeSpan period, TimeProvider time, ILogger logger)
    : BackgroundService
{
    private readonly SemaphoreSlim _wake = new(0, 1);

    private long _lastSuccess = long.MinValue;

    /// <summary>Stable and in snake_case.</summary>
    public string Name { get; } = name;

    /// <summary>The end of the last successful round, for <c>/health</c>; <c>null</c>: none yet.</summary>
    public DateTimeOffset? LastSuccess =>
        Interlocked.Read(ref _lastSuccess) is var milliseconds and not long.MinValue
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    /// <summary>Runs one round. Tests call it directly.</summary>
    public abstract Task RunOnceAsync(CancellationToken cancellationToken);

    /// <summary>Asks for a round now. Several calls before it starts ask for one round.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // A round is asked for already.
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _wake.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await RunAndLogAsync(stoppingToken);
            await WaitAsync(stoppingToken);
        }
    }

    /// <summary>How long to sleep when nothing wakes the worker.</summary>
    protected virtual TimeSpan UntilNextRound() => period;

    private async Task RunAndLogAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunOnceAsync(stoppingToken);
            Interlocked.Exchange(ref _lastSuccess, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The program is shutting down, and the stores with it.
        }
        catch (StoreUnavailableException outage)
        {
            LogStoreUnavailable(logger, Name, outage.Message);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogRoundFailed(logger, failure, Name);
        }
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        try
        {
            var woken = _wake.WaitAsync(linked.Token);
            await Task.WhenAny(woken, Task.Delay(UntilNextRound(), time, linked.Token));
            await linked.CancelAsync();
            await woken;
        }
        catch (OperationCanceledException)
        {
            // The period is over, or the program is shutting down.
        }
    }

    [LoggerMessage(EventIds.WorkerRoundFailed, LogLevel.Error, "A round of {Worker} failed; the next one tries again.")]
    private static partial void LogRoundFailed(ILogger logger, Exception failure, string worker);

    [LoggerMessage(EventIds.WorkerRoundPostponed, LogLevel.Warning, "A round of {Worker} has to wait: {Reason}")]
    private static partial void LogStoreUnavailable(ILogger logger, string worker, string reason);
}
