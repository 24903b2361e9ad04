namespace Attn.Domain.Tests;

/// <summary>How time is cut into the steps of join codes.</summary>
public sealed class JoinStepTests
{
    private static readonly DateTimeOffset Start = new(2026, 2, 18, 9, 0, 0, TimeSpan.FromHours(3));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(14_999)]
    public void A_step_lasts_fifteen_seconds(int milliseconds) =>
        Assert.Equal(JoinStep.At(Start), JoinStep.At(Start.AddMilliseconds(milliseconds)));

    [Fact]
    public void The_next_step_starts_where_the_previous_one_ends()
    {
        var step = JoinStep.At(Start);

        Assert.Equal(Start.AddSeconds(15), step.End);
        Assert.Equal(step.Number + 1, JoinStep.At(step.End).Number);
        Assert.Equal(step, JoinStep.At(step.End).Previous);
        Assert.Equal(Start.AddSeconds(30), step.ValidUntil);
    }

    [Fact]
    public void The_offset_does_not_matter() => Assert.Equal(JoinStep.At(Start), JoinStep.At(Start.ToUniversalTime()));

    [Theory]
    [InlineData(0, 15)]
    [InlineData(1, 15)]
    [InlineData(1000, 14)]
    [InlineData(14_000, 1)]
    [InlineData(14_999, 1)]
    public void The_seconds_left_are_rounded_up(int milliseconds, int left)
    {
        var now = Start.AddMilliseconds(milliseconds);

        Assert.Equal(left, JoinStep.At(now).SecondsLeft(now));
    }

    [Fact]
    public void Steps_before_1970_have_negative_numbers() =>
        Assert.Equal(-1, JoinStep.At(DateTimeOffset.UnixEpoch.AddMilliseconds(-1)).Number);
}
