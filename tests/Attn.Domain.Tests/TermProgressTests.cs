namespace Attn.Domain.Tests;

/// <summary>A student's share so far, and the share that is still possible.</summary>
public sealed class TermProgressTests
{
    [Fact]
    public void Late_counts_as_attended_and_excused_does_not_count()
    {
        var progress = Of(new(Present: 5, Late: 1, Excused: 2, Absent: 2, Pending: 0), planned: 14);
        Assert.Equal(75.0m, progress.Percentage);
        Assert.Equal((12m, 4m), (progress.HoursAttended, progress.HoursMissed));
    }

    [Fact]
    public void Without_a_plan_the_still_possible_percentage_is_unknown()
    {
        var progress = Of(new(Present: 1, Late: 0, Excused: 0, Absent: 3, Pending: 0), planned: null);
        Assert.Equal(25.0m, progress.Percentage);
        Assert.Null(progress.CanStillReach);
        Assert.Null(progress.StillPossiblePercentage);
        Assert.Null(progress.MayStillMiss);
    }

    [Fact]
    public void There_is_no_percentage_if_no_session_counts() =>
        Assert.Null(Of(new(Present: 0, Late: 0, Excused: 3, Absent: 0, Pending: 0), planned: 14).Percentage);

    [Theory]
    [InlineData(4, 14, true, 0)]
    [InlineData(5, 14, false, 0)]
    [InlineData(2, 14, true, 2)]
    [InlineData(0, 14, true, 4)]
    public void Seventy_percent_of_fourteen_sessions_allows_four_absences(
        int absent,
        int planned,
        bool canStillReach,
        int mayStillMiss
    )
    {
        var progress = Of(new(Present: 1, Late: 0, Excused: 0, Absent: absent, Pending: 0), planned);
        Assert.Equal(canStillReach, progress.CanStillReach);
        Assert.Equal(mayStillMiss, progress.MayStillMiss);
    }

    [Fact]
    public void The_limit_is_compared_with_the_exact_share_not_the_rounded_one()
    {
        // 69.96 % is shown as 70.0 and is not enough.
        var progress = Of(new(Present: 1749, Late: 0, Excused: 0, Absent: 751, Pending: 0), planned: 1);
        Assert.Equal(70.0m, progress.Percentage);
        Assert.False(progress.CanStillReach);
    }

    [Theory]
    // 69.96 % is shown as 70.0 and is below 70 %.
    [InlineData(1749, 751, 0, 70.0, true)]
    // 35 of 50 are 70 % exactly.
    [InlineData(35, 15, 0, 70.0, false)]
    [InlineData(34, 16, 0, 68.0, true)]
    // 70.04 % is shown as 70.0 and is not below.
    [InlineData(1751, 749, 0, 70.0, false)]
    [InlineData(7, 3, 40, 70.0, false)]
    public void Below_the_limit_is_decided_on_the_exact_share(
        int present,
        int absent,
        int excused,
        double shown,
        bool isBelow
    )
    {
        var progress = Of(new(present, Late: 0, excused, absent, Pending: 0), planned: null);
        Assert.Equal((decimal)shown, progress.Percentage);
        Assert.Equal(isBelow, progress.IsBelowLimit);
    }

    [Fact]
    public void Nobody_is_below_the_limit_where_nothing_counts() =>
        Assert.False(Of(new(Present: 0, Late: 0, Excused: 3, Absent: 0, Pending: 0), planned: 14).IsBelowLimit);

    [Fact]
    public void One_more_absence_never_raises_what_is_still_possible()
    {
        for (var absent = 0; absent < 40; absent++)
        {
            var before = Of(new(Present: 3, Late: 1, Excused: 1, Absent: absent, Pending: 1), planned: 30);
            var after = Of(new(Present: 3, Late: 1, Excused: 1, Absent: absent + 1, Pending: 1), planned: 30);
            Assert.True(after.StillPossiblePercentage <= before.StillPossiblePercentage);
            Assert.True(after.MayStillMiss <= before.MayStillMiss);
            Assert.False(after.CanStillReach == true && before.CanStillReach == false);
        }
    }

    private static TermProgress Of(AttendanceTally tally, int? planned) =>
        new(tally, new(planned, HoursPerSession: 2, CourseKind.Theory), RequiredPercentage: 70);
}
