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
    public async Task While_Redis_is_stopped_limits_hold_in_the_process_with_one_warning_and_then_Redis_counts_again()
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
        for (var left = 200; left > 0 && !log.EventIds.Contains(7012); left--)
        {
            await counter.TakeAsync("other", 100_000, Minute, CancellationToken.None);
            await Task.Delay(25);
        }

        Assert.Equal([7011, 7012], log.EventIds);
        // One use was counted in Redis before the outage, and its append-only file remembers.
        for (var i = 0; i < 4; i++)
            Assert.True((await TakeAsync(counter)).IsAllowed);
        Assert.False((await TakeAsync(counter)).IsAllowed);
    }

    [Fact]
    public async Task While_Redis_is_known_to_be_away_no_request_waits_for_a_probe()
    {
        var time = new FakeTimeProvider();
        var probes = 0;
        var back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var away = new AwayCounter();
        var log = new ListLogger<FallbackRateCounter>();
        var counter = new FallbackRateCounter(
            away,
            _ =>
            {
                Interlocked.Increment(ref probes);
                return back.Task;
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

        back.SetResult();
        await log.WaitForAsync(7012);
        Assert.Equal(1, probes);
        Assert.Equal(1, away.Asked);
        Assert.Equal([7011, 7012], log.EventIds);
    }

    [Fact]
    public async Task A_Redis_that_hangs_costs_one_request_its_time_out_and_the_others_nothing()
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

            // Long enough for two probes to hang beside these.
            var clock = Stopwatch.StartNew();
            List<double> waits = [];
            while (clock.Elapsed < TimeSpan.FromSeconds(2.2))
            {
                var one = Stopwatch.StartNew();
                await TakeAsync(counter);
                await counter.GiveBackAsync("attend:S1", CancellationToken.None);
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
    public async Task While_Redis_is_away_a_look_sees_what_this_process_counted()
    {
        var counter = new FallbackRateCounter(
            new AwayCounter(),
            _ => new TaskCompletionSource().Task,
            new MemoryRateCounter(TimeProvider.System),
            TimeProvider.System,
            new ListLogger<FallbackRateCounter>()
        );
        Assert.True((await counter.PeekAsync("attend:S1", 1, Minute, CancellationToken.None)).IsAllowed);
        await TakeAsync(counter);

        Assert.False((await counter.PeekAsync("attend:S1", 1, Minute, CancellationToken.None)).IsAllowed);
    }

    private static FallbackRateCounter CounterOn(RedisConnection redis, ILogger<FallbackRateCounter> log)
    {
        var shared = new RedisRateCounter(redis);
        return new(shared, shared.ProbeAsync, new MemoryRateCounter(TimeProvider.System), TimeProvider.System, log);
    }

    private sealed class AwayCounter : IRateCounter
    {
        public int Asked { get; private set; }

        public ValueTask<RateDecision> TakeAsync(
            string key,
            int limit,
            TimeSpan window,
            CancellationToken cancellationToken
        )
        {
            Asked++;
            throw new StoreUnavailableException("Redis");
        }

        public ValueTask<RateDecision> PeekAsync(
            string key,
            int limit,
            TimeSpan window,
            CancellationToken cancellationToken
        ) => throw new StoreUnavailableException("Redis");

        public ValueTask GiveBackAsync(string key, CancellationToken cancellationToken) =>
            throw new StoreUnavailableException("Redis");
    }

    private static ValueTask<RateDecision> TakeAsync(FallbackRateCounter counter) =>
        counter.TakeAsync("attend:S1", 5, Minute, CancellationToken.None);
}
