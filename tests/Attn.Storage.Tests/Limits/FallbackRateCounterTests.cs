using System.Diagnostics;
using Attn.Storage.Limits;
using Attn.Storage.Redis;
using Attn.Storage.Tests.Redis;
using Attn.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Attn.Storage.Tests.Limits;

public sealed class FallbackRateCounterTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_process_counts_during_an_outage_and_warns_once()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await SharedRedis.ConnectAsync(server.UrlOf());
        var log = new ListLogger<FallbackRateCounter>();
        var counter = CounterOn(redis, log);
        Assert.True((await TakeAsync(counter)).IsAllowed);

        await server.StopAsync();
        var allowed = 0;
        for (var i = 0; i < 20; i++)
            allowed += (await TakeAsync(counter)).IsAllowed ? 1 : 0;
        Assert.Equal(5, allowed);
        Assert.Single(log.Lines, line => line.Level == LogLevel.Warning);

        await server.StartAgainAsync();
        for (var remaining = 200; remaining > 0 && !log.EventIds.Contains(7012); remaining--)
        {
            await counter.TakeAsync("other", 100_000, Minute, CancellationToken.None);
            await Task.Delay(25);
        }

        Assert.Equal([7011, 7012], log.EventIds);
        // Redis counted one use before the outage and kept it in its append-only file.
        for (var i = 0; i < 4; i++)
            Assert.True((await TakeAsync(counter)).IsAllowed);
        Assert.False((await TakeAsync(counter)).IsAllowed);
    }

    [Fact]
    public async Task No_request_waits_for_a_probe_during_an_outage()
    {
        var time = new FakeTimeProvider();
        var probes = 0;
        var restored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var unavailable = new UnavailableCounter();
        var log = new ListLogger<FallbackRateCounter>();
        var counter = new FallbackRateCounter(
            unavailable,
            _ =>
            {
                Interlocked.Increment(ref probes);
                return restored.Task;
            },
            new MemoryRateCounter(time),
            time,
            log
        );
        await TakeAsync(counter);

        for (var second = 0; second < 10; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            var take = counter.TakeAsync("attend:S2", 100, Minute, CancellationToken.None);
            Assert.True(take.IsCompletedSuccessfully);
            Assert.True((await take).IsAllowed);
        }

        restored.SetResult();
        await log.WaitForAsync(7012);
        Assert.Equal(1, probes);
        Assert.Equal(1, unavailable.Takes);
        Assert.Equal([7011, 7012], log.EventIds);
    }

    [Fact]
    public async Task A_hanging_Redis_delays_only_the_first_request()
    {
        await using var server = await RedisServer.StartAsync();
        var options = SharedRedis.OptionsOf(server.UrlOf()) with { OperationTimeout = TimeSpan.FromMilliseconds(250) };
        await using var redis = new RedisConnection(options, new ListLogger(), TimeProvider.System);
        await redis.StartAsync(CancellationToken.None);
        var log = new ListLogger<FallbackRateCounter>();
        var counter = CounterOn(redis, log);

        await server.PauseAsync();
        try
        {
            var first = Stopwatch.StartNew();
            Assert.True((await TakeAsync(counter)).IsAllowed);
            Assert.InRange(first.ElapsedMilliseconds, 0, 1500);

            // Long enough for two probes to hang meanwhile.
            var clock = Stopwatch.StartNew();
            List<double> waits = [];
            while (clock.Elapsed < TimeSpan.FromSeconds(2.2))
            {
                var one = Stopwatch.StartNew();
                await TakeAsync(counter);
                await counter.ReleaseAsync("place:S1", Guid.NewGuid(), CancellationToken.None);
                waits.Add(one.Elapsed.TotalMilliseconds);
                await Task.Delay(5);
            }

            Assert.InRange(waits.Order().ElementAt(waits.Count * 9 / 10), 0, 50);
            Assert.Single(log.Lines);
        }
        finally
        {
            await server.ResumeAsync();
        }
    }

    [Fact]
    public async Task Peek_sees_the_counts_of_this_process_during_an_outage()
    {
        var counter = new FallbackRateCounter(
            new UnavailableCounter(),
            _ => new TaskCompletionSource().Task,
            new MemoryRateCounter(TimeProvider.System),
            TimeProvider.System,
            new ListLogger<FallbackRateCounter>()
        );
        Assert.True((await counter.PeekAsync("attend:S1", 1, Minute, CancellationToken.None)).IsAllowed);
        await TakeAsync(counter);

        Assert.False((await counter.PeekAsync("attend:S1", 1, Minute, CancellationToken.None)).IsAllowed);
    }

    [Fact]
    public async Task Places_are_limited_kept_and_released_inside_the_process_during_an_outage()
    {
        var counter = new FallbackRateCounter(
            new UnavailableCounter(),
            _ => new TaskCompletionSource().Task,
            new MemoryRateCounter(TimeProvider.System),
            TimeProvider.System,
            new ListLogger<FallbackRateCounter>()
        );
        var (kept, released) = (Guid.NewGuid(), Guid.NewGuid());
        await counter.ReserveAsync("place", kept, 2, Minute, CancellationToken.None);
        await counter.ReserveAsync("place", released, 2, Minute, CancellationToken.None);
        Assert.False((await counter.ReserveAsync("place", Guid.NewGuid(), 2, Minute, default)).IsAllowed);

        await counter.KeepAsync("place", kept, Minute, CancellationToken.None);
        await counter.ReleaseAsync("place", released, CancellationToken.None);

        Assert.True((await counter.ReserveAsync("place", Guid.NewGuid(), 2, Minute, default)).IsAllowed);
        Assert.False((await counter.ReserveAsync("place", Guid.NewGuid(), 2, Minute, default)).IsAllowed);
    }

    private static FallbackRateCounter CounterOn(RedisConnection redis, ILogger<FallbackRateCounter> log)
    {
        var shared = new RedisRateCounter(redis);
        return new(shared, shared.ProbeAsync, new MemoryRateCounter(TimeProvider.System), TimeProvider.System, log);
    }

    private sealed class UnavailableCounter : IRateCounter
    {
        public int Takes { get; private set; }

        public ValueTask<RateDecision> TakeAsync(
            string key,
            int limit,
            TimeSpan window,
            CancellationToken cancellationToken
        )
        {
            Takes++;
            throw new StoreUnavailableException("Redis");
        }

        public ValueTask<RateDecision> PeekAsync(
            string key,
            int limit,
            TimeSpan window,
            CancellationToken cancellationToken
        ) => throw new StoreUnavailableException("Redis");

        public ValueTask<RateDecision> ReserveAsync(
            string key,
            Guid id,
            int limit,
            TimeSpan lease,
            CancellationToken cancellationToken
        ) => throw new StoreUnavailableException("Redis");

        public ValueTask KeepAsync(string key, Guid id, TimeSpan span, CancellationToken cancellationToken) =>
            throw new StoreUnavailableException("Redis");

        public ValueTask ReleaseAsync(string key, Guid id, CancellationToken cancellationToken) =>
            throw new StoreUnavailableException("Redis");
    }

    private static ValueTask<RateDecision> TakeAsync(FallbackRateCounter counter) =>
        counter.TakeAsync("attend:S1", 5, Minute, CancellationToken.None);
}
