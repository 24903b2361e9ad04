using Attn.Faces.Pictures;

namespace Attn.Faces.Tests;

public sealed class MemoryBudgetTests
{
    private readonly MemoryBudget _budget = new(100);

    [Fact]
    public async Task Reservations_share_the_budget_and_the_next_waits_for_the_first_to_end()
    {
        var first = await ReserveAsync(60);
        var second = ReserveAsync(60);
        Assert.False(second.IsCompleted);
        Assert.Equal(40, _budget.FreeBytes);

        first.Dispose();
        first.Dispose();
        (await second).Dispose();
        Assert.Equal(100, _budget.FreeBytes);
    }

    [Fact]
    public async Task A_small_reservation_does_not_overtake_a_large_one()
    {
        var first = await ReserveAsync(50);
        var large = ReserveAsync(80);
        var small = ReserveAsync(10);
        Assert.False(small.IsCompleted);

        first.Dispose();
        using (await large)
        using (await small)
            Assert.Equal(10, _budget.FreeBytes);
    }

    [Fact]
    public async Task Whoever_cancels_leaves_the_line_to_the_next()
    {
        using var giveUp = new CancellationTokenSource();
        using var first = await ReserveAsync(50);
        var large = _budget.ReserveAsync(80, giveUp.Token);
        var small = ReserveAsync(10);

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        (await small).Dispose();
        Assert.Equal(50, _budget.FreeBytes);
    }

    [Fact]
    public async Task More_than_the_budget_waits_for_all_of_it()
    {
        var first = await ReserveAsync(1);
        var all = ReserveAsync(1_000_000);
        Assert.False(all.IsCompleted);
        first.Dispose();
        using (await all)
            Assert.Equal(0, _budget.FreeBytes);
    }

    [Fact]
    public async Task A_thousand_reservations_at_once_never_exceed_the_budget()
    {
        var held = 0L;
        await Task.WhenAll(
            Enumerable
                .Range(1, 1000)
                .Select(each =>
                    Task.Run(async () =>
                    {
                        using var giveUp = new CancellationTokenSource();
                        if (each % 7 == 0)
                            giveUp.CancelAfter(TimeSpan.FromMilliseconds(each % 5));
                        var bytes = (each % 50) + 1;
                        try
                        {
                            using var reservation =
                                each % 11 == 0
                                    ? _budget.Reserve(bytes)
                                    : await _budget.ReserveAsync(bytes, giveUp.Token);
                            Assert.InRange(Interlocked.Add(ref held, bytes), 1, 100);
                            await Task.Yield();
                            Interlocked.Add(ref held, -bytes);
                        }
                        catch (OperationCanceledException)
                        {
                            // It left the line.
                        }
                    })
                )
        );
        Assert.Equal(100, _budget.FreeBytes);
    }

    private Task<IDisposable> ReserveAsync(long bytes) => _budget.ReserveAsync(bytes, CancellationToken.None);
}
