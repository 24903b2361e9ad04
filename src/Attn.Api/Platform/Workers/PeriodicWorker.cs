using Attn.Storage;

namespace Attn.Api.Platform.Workers;

/// <summary>A background round that runs every so often and whenever it is woken. A failed round is logged and the next one runs.</summary>
internal abstract partial class PeriodicWorker(TimeSpan period, TimeProvider time, ILogger logger) : BackgroundService
{
    private readonly SemaphoreSlim _wake = new(0, 1);

    private long _lastSuccess = long.MinValue;

    /// <summary>When a round last ended well, for <c>/health</c>.</summary>
    public DateTimeOffset? LastSuccess =>
        Interlocked.Read(ref _lastSuccess) is var milliseconds and not long.MinValue
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    /// <summary>One round. Tests call it.</summary>
    public abstract Task RunOnceAsync(CancellationToken cancellationToken);

    /// <summary>Asks for a round now. Several wakes before it are one.</summary>
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
            // Shutting down, and the stores with it.
        }
        catch (StoreUnavailableException away)
        {
            StoreUnavailable(logger, GetType().Name, away.Message);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            RoundFailed(logger, failure, GetType().Name);
        }
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        try
        {
            var woken = _wake.WaitAsync(enough.Token);
            await Task.WhenAny(woken, Task.Delay(UntilNextRound(), time, enough.Token));
            await enough.CancelAsync();
            await woken;
        }
        catch (OperationCanceledException)
        {
            // Slept long enough, or shutting down.
        }
    }

    [LoggerMessage(1021, LogLevel.Error, "A round of {Worker} failed; the next one tries again.")]
    private static partial void RoundFailed(ILogger logger, Exception failure, string worker);

    [LoggerMessage(1022, LogLevel.Warning, "A round of {Worker} has to wait: {Reason}")]
    private static partial void StoreUnavailable(ILogger logger, string worker, string reason);
}

internal static class PeriodicWorkerSetup
{
    /// <summary>One instance, both as a hosted service and for those who wake it.</summary>
    public static IServiceCollection AddPeriodicWorker<TWorker>(this IServiceCollection services)
        where TWorker : PeriodicWorker =>
        services.AddSingleton<TWorker>().AddHostedService(provider => provider.GetRequiredService<TWorker>());
}
