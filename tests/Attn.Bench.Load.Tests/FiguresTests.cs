using System.Diagnostics;

namespace Attn.Bench.Load.Tests;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.99, 99)]
    [InlineData(1.0, 100)]
    public void A_percentile_is_the_latency_that_this_share_does_not_exceed(double share, double milliseconds)
    {
        long[] ticks = [.. Enumerable.Range(1, 100).Select(number => number * Stopwatch.Frequency / 1000)];
        var round = new Round(100, 0, null, TimeSpan.FromSeconds(2), TimeSpan.Zero, ticks);
        Assert.Equal(milliseconds, round.Percentile(share), 3);
        Assert.Equal(50, round.PerSecond);
    }

    [Fact]
    public void The_median_of_an_even_count_lies_between_the_middle_two() =>
        Assert.Equal(new Spread(1, 2.5, 9), Spread.Of([9, 2, 1, 3]));

    [Fact]
    public void A_failed_request_fails_the_run()
    {
        var health = new Round(10, 0, null, TimeSpan.FromSeconds(1), TimeSpan.Zero, [1]);
        var measured = new Measurements("health", 1);
        measured.Add("load", health, health, health);
        Assert.Empty(measured.Problems);
        measured.Add("load", health with { Failures = 1, FirstFailure = "503" }, health, health);
        Assert.Equal(["503"], measured.Problems);
    }
}
