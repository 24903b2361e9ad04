namespace Attn.Bench.Load.Tests;

public sealed class EventTimesTests
{
    [Fact]
    public async Task Events_that_arrive_once_are_no_problem_and_have_times()
    {
        var times = new EventTimes(["a", "b"]);
        times.MarkSent(0);
        times.MarkSent(1);
        times.MarkArrived("b");
        times.MarkArrived("a");
        times.MarkArrived("somebody else");

        await times.WaitForAllAsync(TimeSpan.FromSeconds(10));

        Assert.Null(times.FindProblem());
        Assert.InRange(times.Percentile(1), 0, 10_000);
        Assert.True(times.Percentile(0.5) <= times.Percentile(1));
    }

    [Fact]
    public async Task Lost_and_duplicated_events_are_reported()
    {
        var times = new EventTimes(["a", "b", "c"]);
        times.MarkArrived("a");
        times.MarkArrived("a");

        await times.WaitForAllAsync(TimeSpan.Zero);

        Assert.Equal("Of 3 events 2 were lost and 1 came more than once.", times.FindProblem());
    }
}
