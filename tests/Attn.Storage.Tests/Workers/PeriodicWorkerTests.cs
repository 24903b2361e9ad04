using Attn.Storage.Workers;
using Attn.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Attn.Storage.Tests.Workers;

public sealed class PeriodicWorkerTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ListLogger _log = new();
    private readonly TestWorker _worker;

    public PeriodicWorkerTests() => _worker = new(_time, _log);

    [Fact]
    public async Task A_round_runs_at_the_start_after_each_period_and_when_woken()
    {
        await _worker.StartAsync(CancellationToken.None);
        await RoundsAsync(1);

        _worker.Wake();
        await RoundsAsync(2);
        await Eventually.IsTrueAsync(
            () =>
            {
                _time.Advance(TestWorker.Period);
                return Task.FromResult(_worker.Rounds >= 3);
            },
            "the period starts a round"
        );

        await _worker.StopAsync(CancellationToken.None);
        Assert.NotNull(_worker.LastSuccess);
    }

    [Fact]
    public async Task A_failed_round_is_logged_and_the_next_one_runs()
    {
        _worker.Failure = new InvalidOperationException("broken");
        await _worker.StartAsync(CancellationToken.None);
        await _log.WaitForAsync(1021);
        Assert.Null(_worker.LastSuccess);

        _worker.Failure = new StoreUnavailableException("Redis");
        _worker.Wake();
        await _log.WaitForAsync(1022);

        _worker.Failure = null;
        _worker.Wake();
        await Eventually.IsTrueAsync(() => Task.FromResult(_worker.LastSuccess is not null), "a round succeeds");
        await _worker.StopAsync(CancellationToken.None);
        Assert.Contains("test_worker", _log.Lines[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_is_registered_once_and_listed_with_all_others()
    {
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton<ILogger>(_log)
            .AddPeriodicWorker<TestWorker>()
            .BuildServiceProvider();

        var worker = services.GetRequiredService<TestWorker>();

        Assert.Same(worker, Assert.Single(services.GetServices<PeriodicWorker>()));
        Assert.Same(worker, Assert.Single(services.GetServices<IHostedService>()));
    }

    public void Dispose() => _worker.Dispose();

    private Task RoundsAsync(int count) =>
        Eventually.IsTrueAsync(() => Task.FromResult(_worker.Rounds >= count), $"{count} rounds have run");

    private sealed class TestWorker(TimeProvider time, ILogger log) : PeriodicWorker("test_worker", Period, time, log)
    {
        public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
        private int _rounds;

        public int Rounds => Volatile.Read(ref _rounds);

        public Exception? Failure { get; set; }

        public override Task RunOnceAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _rounds);
            return Failure is null ? Task.CompletedTask : Task.FromException(Failure);
        }
    }
}
