namespace Attn.Bench.Load.Tests;

public sealed class EventTimesTests
{
    [Fact]
    public async Task What_arrives_once_is_no_problem_and_has_a_time()
    {
        var times = new EventTimes(["a", "b"]);
        times.Sent(0);
        times.Sent(1);
        times.Arrived("b");
        times.Arrived("a");
        times.Arrived("somebody else");

        await times.AllArrivedAsync(TimeSpan.FromSeconds(10));

        Assert.Null(times.FindProblem());
        Assert.InRange(times.Percentile(1), 0, 10_000);
        Assert.True(times.Percentile(0.5) <= times.Percentile(1));
    }

    [Fact]
    public async Task What_is_lost_or_doubled_is_told()
    {
        var times = new EventTimes(["a", "b", "c"]);
        times.Arrived("a");
        times.Arrived("a");

        await times.AllArrivedAsync(TimeSpan.Zero);

        Assert.Equal("Of 3 events 2 were lost and 1 came more than once.", times.FindProblem());
    }
}
