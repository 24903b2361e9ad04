using Attn.Api.Features.SignIn;
using Attn.Storage.Limits;
using Microsoft.Extensions.Time.Testing;

namespace Attn.Api.Tests;

/// <summary>Who is next among the sign-ins that wait for the same limit.</summary>
public sealed class TryLinesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TryLines _lines;
    private readonly List<string> _order = [];
    private int _permits;

    public TryLinesTests() => _lines = new(_time);

    [Fact]
    public async Task The_newest_and_the_oldest_take_turns()
    {
        var tries = new[] { "a", "b", "c", "d", "e" }.Select(name => WaitAsync(name)).ToList();
        for (var turn = 1; turn <= 5; turn++)
            await GiveAsync(turn);

        Assert.Equal(["e", "a", "d", "b", "c"], _order);
        Assert.All(await Task.WhenAll(tries), decision => Assert.True(decision.IsAllowed));
    }

    [Fact]
    public async Task The_owner_is_not_passed_by_a_guesser_who_comes_back_after_every_answer()
    {
        var owner = WaitAsync("owner");
        for (var turn = 1; !owner.IsCompleted && turn < 10; turn++)
        {
            _ = WaitAsync("guesser");
            await GiveAsync(turn);
        }

        Assert.Equal(["guesser", "owner"], _order);
    }

    /// <summary>The newest would be another one at every moment, and nobody would ask.</summary>
    [Fact]
    public async Task A_steady_flood_does_not_keep_anybody_from_asking()
    {
        _ = WaitAsync("first");
        _permits = 1;
        for (var arrival = 0; _order.Count == 0 && arrival < 100; arrival++)
        {
            _ = WaitAsync("another");
            _time.Advance(TimeSpan.FromMilliseconds(50));
            // The awaits behind the fake time run on the thread pool.
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }

        Assert.Single(_order);
    }

    [Fact]
    public async Task Who_hangs_up_leaves_the_line()
    {
        var first = WaitAsync("first");
        using var caller = new CancellationTokenSource();
        var gone = WaitAsync("gone", caller.Token);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

        await GiveAsync(1);

        Assert.True((await first).IsAllowed);
        _permits = 1;
        Assert.True((await WaitAsync("nobody is before this one")).IsAllowed);
    }

    [Fact]
    public async Task Nobody_passes_those_who_wait()
    {
        var first = WaitAsync("first");
        _permits = 1;

        var second = WaitAsync("second");

        Assert.False(second.IsCompleted);
        await GiveAsync(1);
        await GiveAsync(2);
        Assert.True((await first).IsAllowed && (await second).IsAllowed);
    }

    [Fact]
    public async Task A_line_is_bounded_in_length_and_in_time()
    {
        var tries = Enumerable.Range(0, TryLines.MaxWaiting + 1).Select(_ => WaitAsync("somebody")).ToList();
        _time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.False((await tries[0].WaitAsync(TimeSpan.FromSeconds(30))).IsAllowed);
        Assert.Equal(1, tries.Count(attempt => attempt.IsCompleted));

        _time.Advance(TryLines.MaxWait);
        await AdvanceUntilAsync(() => tries.TrueForAll(attempt => attempt.IsCompleted));

        Assert.All(await Task.WhenAll(tries), decision => Assert.False(decision.IsAllowed));
    }

    private async Task<RateDecision> WaitAsync(string name, CancellationToken cancellationToken = default)
    {
        var decision = await _lines.WaitAsync("a line", Ask, cancellationToken);
        if (decision.IsAllowed)
        {
            lock (_order)
                _order.Add(name);
        }

        return decision;
    }

    private ValueTask<RateDecision> Ask() =>
        new(
            Interlocked.Decrement(ref _permits) >= 0
                ? RateDecision.Allowed
                : RateDecision.Refused(TimeSpan.FromSeconds(1))
        );

    /// <summary>Lets one more pass, and waits until so many have passed.</summary>
    private async Task GiveAsync(int passed)
    {
        Interlocked.Exchange(ref _permits, 1);
        await AdvanceUntilAsync(() =>
        {
            lock (_order)
                return _order.Count >= passed;
        });
    }

    private async Task AdvanceUntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(5, timeout.Token);
        }
    }
}
