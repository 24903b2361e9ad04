using Attn.Storage.Limits;
using Attn.Storage.Tests.Redis;
using Microsoft.Extensions.Time.Testing;

namespace Attn.Storage.Tests.Limits;

/// <summary>The contract of both counters.</summary>
public abstract class RateCounterTests
{
    private const string Key = "attend:S1";
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(1500);

    [Fact]
    public async Task Uses_up_to_the_limit_are_allowed_and_the_next_learns_when_to_retry()
    {
        await using var counter = await OpenAsync();
        for (var i = 0; i < 3; i++)
            Assert.Equal(RateDecision.Allowed, await counter.TakeAsync(Key, 3, TimeSpan.FromMinutes(1)));

        var decision = await counter.TakeAsync(Key, 3, TimeSpan.FromMinutes(1));

        Assert.False(decision.IsAllowed);
        Assert.InRange(decision.RetryAfter, TimeSpan.FromSeconds(50), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Fifty_uses_at_once_never_exceed_the_limit()
    {
        await using var counter = await OpenAsync();

        var decisions = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ => Task.Run(() => counter.TakeAsync(Key, 7, TimeSpan.FromMinutes(1)).AsTask()))
        );

        Assert.Equal(7, decisions.Count(decision => decision.IsAllowed));
    }

    [Fact]
    public async Task Keys_are_counted_separately()
    {
        await using var counter = await OpenAsync();
        await counter.TakeAsync(Key, 1, Window);

        Assert.True((await counter.TakeAsync("attend:S2", 1, Window)).IsAllowed);
        Assert.False((await counter.TakeAsync(Key, 1, Window)).IsAllowed);
    }

    [Fact]
    public async Task One_use_is_allowed_after_the_time_to_retry()
    {
        await using var counter = await OpenAsync();
        await counter.TakeAsync(Key, 2, Window);
        await counter.AdvanceAsync(Window / 2);
        await counter.TakeAsync(Key, 2, Window);
        var refused = await counter.TakeAsync(Key, 2, Window);
        Assert.InRange(refused.RetryAfter, TimeSpan.FromMicroseconds(1), Window / 2);

        await counter.AdvanceAsync(refused.RetryAfter);

        Assert.True((await counter.TakeAsync(Key, 2, Window)).IsAllowed);
        Assert.False((await counter.TakeAsync(Key, 2, Window)).IsAllowed);
    }

    [Fact]
    public async Task A_refused_use_is_not_counted()
    {
        await using var counter = await OpenAsync();
        await counter.TakeAsync(Key, 1, Window);
        var refused = await counter.TakeAsync(Key, 1, Window);
        Assert.False(refused.IsAllowed);

        await counter.AdvanceAsync(refused.RetryAfter);

        Assert.True((await counter.TakeAsync(Key, 1, Window)).IsAllowed);
    }

    [Fact]
    public async Task Peek_answers_as_take_would_without_counting()
    {
        await using var counter = await OpenAsync();
        for (var i = 0; i < 5; i++)
            Assert.Equal(RateDecision.Allowed, await counter.PeekAsync(Key, 2, Window));
        await counter.TakeAsync(Key, 2, Window);
        await counter.AdvanceAsync(Window / 2);
        Assert.True((await counter.PeekAsync(Key, 2, Window)).IsAllowed);
        await counter.TakeAsync(Key, 2, Window);
        var refused = await counter.PeekAsync(Key, 2, Window);
        Assert.False(refused.IsAllowed);
        Assert.InRange(refused.RetryAfter, TimeSpan.FromMicroseconds(1), Window / 2);

        await counter.AdvanceAsync(refused.RetryAfter);

        Assert.True((await counter.PeekAsync(Key, 2, Window)).IsAllowed);
        Assert.True((await counter.TakeAsync(Key, 2, Window)).IsAllowed);
        Assert.False((await counter.PeekAsync(Key, 2, Window)).IsAllowed);
        Assert.False((await counter.PeekAsync(Key, 1, Window)).IsAllowed);
    }

    [Fact]
    public async Task Reserved_places_are_limited_and_a_released_one_can_be_reserved_again()
    {
        await using var counter = await OpenAsync();
        var places = Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).ToList();
        foreach (var place in places)
            Assert.Equal(RateDecision.Allowed, await counter.ReserveAsync(Key, place, 3, TimeSpan.FromMinutes(1)));
        var refused = await counter.ReserveAsync(Key, Guid.NewGuid(), 3, TimeSpan.FromMinutes(1));
        Assert.False(refused.IsAllowed);
        Assert.InRange(refused.RetryAfter, TimeSpan.FromSeconds(50), TimeSpan.FromMinutes(1));

        await counter.ReleaseAsync(Key, places[1]);
        await counter.ReleaseAsync(Key, places[1]);
        await counter.ReleaseAsync(Key, Guid.NewGuid());

        Assert.True((await counter.ReserveAsync(Key, Guid.NewGuid(), 3, TimeSpan.FromMinutes(1))).IsAllowed);
        Assert.False((await counter.ReserveAsync(Key, Guid.NewGuid(), 3, TimeSpan.FromMinutes(1))).IsAllowed);
        Assert.True((await counter.ReserveAsync("attend:S2", Guid.NewGuid(), 1, Window)).IsAllowed);
    }

    [Fact]
    public async Task Fifty_reservations_at_once_never_exceed_the_limit()
    {
        await using var counter = await OpenAsync();

        var decisions = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ =>
                    Task.Run(() => counter.ReserveAsync(Key, Guid.NewGuid(), 7, TimeSpan.FromMinutes(1)).AsTask())
                )
        );

        Assert.Equal(7, decisions.Count(decision => decision.IsAllowed));
    }

    [Fact]
    public async Task A_reserved_place_is_free_after_its_lease()
    {
        await using var counter = await OpenAsync();
        await counter.ReserveAsync(Key, Guid.NewGuid(), 1, Window);
        var refused = await counter.ReserveAsync(Key, Guid.NewGuid(), 1, Window);
        Assert.False(refused.IsAllowed);

        await counter.AdvanceAsync(refused.RetryAfter);

        Assert.True((await counter.ReserveAsync(Key, Guid.NewGuid(), 1, Window)).IsAllowed);
    }

    [Fact]
    public async Task A_kept_place_is_taken_from_then_on_and_counts_once()
    {
        await using var counter = await OpenAsync();
        var place = Guid.NewGuid();
        await counter.ReserveAsync(Key, place, 2, Window);
        await counter.KeepAsync(Key, place, TimeSpan.FromMinutes(1));
        Assert.True((await counter.ReserveAsync(Key, Guid.NewGuid(), 2, Window)).IsAllowed);

        await counter.AdvanceAsync(Window);

        Assert.True((await counter.ReserveAsync(Key, Guid.NewGuid(), 2, Window)).IsAllowed);
        Assert.False((await counter.ReserveAsync(Key, Guid.NewGuid(), 2, Window)).IsAllowed);
    }

    [Fact]
    public async Task A_place_beyond_the_limit_can_be_kept()
    {
        await using var counter = await OpenAsync();
        await counter.KeepAsync(Key, Guid.NewGuid(), TimeSpan.FromMinutes(1));
        await counter.KeepAsync(Key, Guid.NewGuid(), TimeSpan.FromMinutes(1));

        Assert.False((await counter.ReserveAsync(Key, Guid.NewGuid(), 1, Window)).IsAllowed);
        Assert.False((await counter.ReserveAsync(Key, Guid.NewGuid(), 2, Window)).IsAllowed);
        Assert.True((await counter.ReserveAsync(Key, Guid.NewGuid(), 3, Window)).IsAllowed);
    }

    [Fact]
    public async Task A_limit_below_one_is_a_bug()
    {
        await using var counter = await OpenAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => counter.TakeAsync(Key, 0, Window).AsTask());
    }

    protected abstract Task<TestCounter> OpenAsync();

    /// <summary>A counter and a way to advance its clock.</summary>
    protected sealed class TestCounter(IRateCounter counter, Func<TimeSpan, Task> advance, IAsyncDisposable? owned)
        : IAsyncDisposable
    {
        public ValueTask<RateDecision> TakeAsync(string key, int limit, TimeSpan window) =>
            counter.TakeAsync(key, limit, window, CancellationToken.None);

        public ValueTask<RateDecision> PeekAsync(string key, int limit, TimeSpan window) =>
            counter.PeekAsync(key, limit, window, CancellationToken.None);

        public ValueTask<RateDecision> ReserveAsync(string key, Guid id, int limit, TimeSpan lease) =>
            counter.ReserveAsync(key, id, limit, lease, CancellationToken.None);

        public ValueTask KeepAsync(string key, Guid id, TimeSpan span) =>
            counter.KeepAsync(key, id, span, CancellationToken.None);

        public ValueTask ReleaseAsync(string key, Guid id) => counter.ReleaseAsync(key, id, CancellationToken.None);

        public Task AdvanceAsync(TimeSpan time) => advance(time);

        public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}

public sealed class MemoryRateCounterTests : RateCounterTests
{
    [Fact]
    public async Task Keys_are_removed_after_their_window()
    {
        var time = new FakeTimeProvider();
        var counter = new MemoryRateCounter(time);
        for (var i = 0; i < 100; i++)
            await counter.TakeAsync($"attend:S{i}", 5, TimeSpan.FromSeconds(30), CancellationToken.None);
        await counter.TakeAsync("login:long", 5, TimeSpan.FromMinutes(5), CancellationToken.None);

        for (var i = 0; i < 100; i++)
            await counter.ReserveAsync($"place:{i}", Guid.NewGuid(), 5, TimeSpan.FromSeconds(30), default);

        time.Advance(TimeSpan.FromMinutes(1));
        await counter.TakeAsync("attend:new", 5, TimeSpan.FromSeconds(30), CancellationToken.None);
        await counter.ReserveAsync("place:new", Guid.NewGuid(), 5, TimeSpan.FromSeconds(30), CancellationToken.None);

        Assert.Equal(3, counter.Count);
    }

    protected override Task<TestCounter> OpenAsync()
    {
        var time = new FakeTimeProvider();
        return Task.FromResult(
            new TestCounter(
                new MemoryRateCounter(time),
                passed =>
                {
                    time.Advance(passed);
                    return Task.CompletedTask;
                },
                owned: null
            )
        );
    }
}

public sealed class RedisRateCounterTests(SharedRedis shared) : RateCounterTests
{
    [Fact]
    public async Task Places_expire_with_the_last_of_them()
    {
        await using var redis = await shared.ConnectAsync();
        var counter = new RedisRateCounter(redis);
        await counter.ReserveAsync("sign-in:a", Guid.NewGuid(), 2, TimeSpan.FromMinutes(3), CancellationToken.None);
        await counter.KeepAsync("sign-in:a", Guid.NewGuid(), TimeSpan.FromMinutes(1), CancellationToken.None);
        var life = (long)
            await redis.RunAsync(
                database => database.ExecuteAsync("PTTL", "attn:rate:{sign-in:a}"),
                CancellationToken.None
            );
        Assert.InRange(life, 120_000, 180_000);
    }

    [Fact]
    public async Task Two_replicas_count_together_and_keys_expire()
    {
        var url = shared.NextUrl();
        await using var here = await SharedRedis.ConnectAsync(url);
        await using var there = await SharedRedis.ConnectAsync(url);
        Assert.True(
            (
                await new RedisRateCounter(here).TakeAsync(
                    "login:a",
                    1,
                    TimeSpan.FromMinutes(1),
                    CancellationToken.None
                )
            ).IsAllowed
        );

        Assert.False(
            (
                await new RedisRateCounter(there).TakeAsync(
                    "login:a",
                    1,
                    TimeSpan.FromMinutes(1),
                    CancellationToken.None
                )
            ).IsAllowed
        );
        var life = (long)
            await here.RunAsync(
                database => database.ExecuteAsync("PTTL", "attn:rate:{login:a}"),
                CancellationToken.None
            );
        Assert.InRange(life, 1, 60_000);
    }

    protected override async Task<TestCounter> OpenAsync()
    {
        var redis = await shared.ConnectAsync();
        return new(new RedisRateCounter(redis), time => Task.Delay(time + TimeSpan.FromMilliseconds(10)), redis);
    }
}

public sealed class RateKeysTests
{
    private static readonly RateKeys Keys = new("a secret of the tests, long enough");

    [Fact]
    public void A_key_hides_addresses_and_names()
    {
        var key = Keys.Of("login", "192.0.2.7", "ayse.yilmaz");

        Assert.StartsWith("login:", key, StringComparison.Ordinal);
        Assert.DoesNotContain("192", key, StringComparison.Ordinal);
        Assert.DoesNotContain("ayse", key, StringComparison.Ordinal);
    }

    [Fact]
    public void Replicas_with_one_secret_make_the_same_keys()
    {
        Assert.Equal(
            Keys.Of("login", "a", "b"),
            new RateKeys("a secret of the tests, long enough").Of("login", "a", "b")
        );
        Assert.NotEqual(Keys.Of("login", "ab", "c"), Keys.Of("login", "a", "bc"));
        Assert.NotEqual(Keys.Of("login", "a"), new RateKeys("another secret of the tests, too").Of("login", "a"));
    }
}
