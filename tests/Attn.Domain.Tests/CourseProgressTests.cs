using static Attn.Domain.Tests.SampleTerm;

namespace Attn.Domain.Tests;

/// <summary>A student's share so far, and the share that is still possible.</summary>
public sealed class CourseProgressTests
{
    [Fact]
    public void Late_counts_as_attended_and_excused_does_not_count()
    {
        var progress = Progress(Default with { PlannedUnits = 14, HoursPerSession = 2 }, "5P 1L 2E 2A");
        Assert.Equal(75.0m, progress.Percentage);
        Assert.Equal((12m, 4m), (progress.HoursAttended, progress.HoursMissed));
    }

    [Fact]
    public void Without_a_plan_the_still_possible_percentage_is_unknown()
    {
        var progress = Progress(Default, "1P 3A");
        Assert.Equal(25.0m, progress.Percentage);
        Assert.Null(progress.CanStillReach);
        Assert.Null(progress.StillPossiblePercentage);
        Assert.Null(progress.MayStillMiss);
    }

    [Fact]
    public void There_is_no_percentage_and_nobody_is_below_where_nothing_counts()
    {
        var progress = Progress(Default with { PlannedUnits = 14 }, "3E");
        Assert.Null(progress.Percentage);
        Assert.False(progress.IsBelowLimit);
    }

    [Fact]
    public void Without_class_sessions_there_is_no_percentage()
    {
        var progress = CourseProgress.Of(Default with { PlannedUnits = 14 }, enrolment: null, [], []);
        Assert.Equal((null, false, true, 100m), Figures(progress));
        Assert.Equal(4, progress.MayStillMiss);
    }

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
        var progress = Progress(Default with { PlannedUnits = planned }, $"1P {absent}A");
        Assert.Equal(canStillReach, progress.CanStillReach);
        Assert.Equal(mayStillMiss, progress.MayStillMiss);
    }

    [Fact]
    public void What_can_be_reached_is_compared_exactly_and_not_as_it_is_shown()
    {
        // 69.96 % is shown as 70.0 and is not enough.
        var progress = Progress(Default with { PlannedUnits = 1 }, "1749P 751A");
        Assert.Equal((70.0m, true, false, 70.0m), Figures(progress));
    }

    [Theory]
    // 69.96 % is shown as 70.0 and is below 70 %.
    [InlineData("1749P 751A", 70.0, true)]
    // 35 of 50 are 70 % exactly.
    [InlineData("35P 15A", 70.0, false)]
    [InlineData("34P 16A", 68.0, true)]
    // 70.04 % is shown as 70.0 and is not below.
    [InlineData("1751P 749A", 70.0, false)]
    [InlineData("7P 3A 40E", 70.0, false)]
    public void Below_the_limit_is_decided_on_the_exact_share(string statuses, double shown, bool isBelow)
    {
        var progress = Progress(Default, statuses);
        Assert.Equal((decimal)shown, progress.Percentage);
        Assert.Equal(isBelow, progress.IsBelowLimit);
    }

    [Theory]
    [InlineData(ExcusedRule.Neutral, 100.0, false)]
    [InlineData(ExcusedRule.Attended, 100.0, false)]
    [InlineData(ExcusedRule.Absent, 25.0, true)]
    public void The_policy_says_what_an_excuse_is_worth(ExcusedRule rule, double shown, bool isBelow)
    {
        var progress = Progress(Default with { Excused = rule }, "1P 3E");
        Assert.Equal((decimal)shown, progress.Percentage);
        Assert.Equal(isBelow, progress.IsBelowLimit);
    }

    [Theory]
    [InlineData(0, 100.0)]
    [InlineData(1, 50.0)]
    [InlineData(2, 80.0)]
    [InlineData(3, 90.0)]
    [InlineData(6, 100.0)]
    public void Lates_make_absences_only_when_they_are_enough(int latesPerAbsence, double shown) =>
        Assert.Equal((decimal)shown, Progress(Default with { LatesPerAbsence = latesPerAbsence }, "5P 5L").Percentage);

    [Fact]
    public void In_hours_every_nth_late_counts_as_absent_beginning_with_the_longest()
    {
        var hours = new[] { 1m, 4m, 2m, 3m, 1m };
        var progress = CourseProgress.Of(
            Default with
            {
                Counts = CountedUnit.Hours,
                LatesPerAbsence = 2,
            },
            enrolment: null,
            [.. hours.Select((length, place) => new CourseSession(Week(place), length))],
            [.. hours.Select(_ => AttendanceStatus.Late)]
        );
        // 4 and 3 make one absence of 3, 2 and 1 make one of 1, and the last is left over.
        Assert.Equal((11m, 4m, 7m), (progress.Sum.Late, progress.Sum.LateAbsences, progress.Sum.Attended));
        Assert.Equal(63.6m, progress.Percentage);
    }

    [Fact]
    public void Who_joins_late_is_measured_from_that_day_on_for_what_is_held_and_for_what_is_planned()
    {
        var policy = Default with { PlannedUnits = 14 };
        var joined = Progress(policy, "4A 3P 1A", enrolment: Joined(fromWeek: 5));
        Assert.Equal((75.0m, false, true, 90.0m), Figures(joined));
        Assert.Equal((4m, 10m, 6m), (joined.Sum.BeforeEnrolment, joined.Sum.Planned, joined.Sum.Remaining));
        Assert.Equal(2, joined.MayStillMiss);

        var neverJoined = Progress(policy, "4A 3P 1A");
        Assert.Equal((37.5m, true, false, 64.3m), Figures(neverJoined));
    }

    [Fact]
    public void What_a_student_attended_before_joining_does_not_count_either() =>
        Assert.Equal(50.0m, Progress(Default, "4P 1P 1A", enrolment: Joined(fromWeek: 5)).Percentage);

    [Fact]
    public void Who_left_is_measured_to_that_day_and_has_nothing_to_come()
    {
        var left = Progress(Default with { PlannedUnits = 14 }, "3P 1A 4A", enrolment: Joined(toWeek: 4));
        Assert.Equal((75.0m, false, true, 75.0m), Figures(left));
        Assert.Equal((4m, 0m, 0m), (left.Sum.AfterEnrolment, left.Sum.Remaining, left.MayStillMiss));
    }

    [Fact]
    public void The_first_and_the_last_day_count()
    {
        var one = Progress(Default, "1A 1P 1A", enrolment: Joined(fromWeek: 2, toWeek: 2));
        Assert.Equal((1m, 100m), (one.Sum.Counted, one.Percentage));
    }

    [Fact]
    public void An_exempt_student_has_a_percentage_but_no_limit()
    {
        var exempt = Progress(Default with { PlannedUnits = 14 }, "1P 9A", enrolment: Exempt);
        Assert.Equal((10.0m, false, null, 35.7m), Figures(exempt));
        Assert.Null(exempt.MayStillMiss);
        Assert.True(exempt.Sum.IsExempt);
    }

    [Fact]
    public void A_cancelled_session_counts_for_nobody()
    {
        var progress = Progress(Default with { PlannedUnits = 10 }, "3P 2C 1A");
        Assert.Equal((75.0m, false, true, 90.0m), Figures(progress));
        Assert.Equal((2m, 4m, 6m), (progress.Sum.NotHeld, progress.Sum.Held, progress.Sum.Remaining));
    }

    [Fact]
    public void A_pending_check_is_not_attended_yet_and_can_still_be_won()
    {
        var progress = Progress(Default with { PlannedUnits = 10 }, "6P 3A 1?");
        Assert.Equal((60.0m, true, true, 70.0m), Figures(progress));
        Assert.Equal(0, progress.MayStillMiss);
    }

    [Fact]
    public void If_more_was_held_than_planned_the_held_sessions_count()
    {
        var progress = Progress(Default with { PlannedUnits = 3 }, "6P 4A");
        Assert.Equal((60.0m, true, false, 60.0m), Figures(progress));
        Assert.Equal(0m, progress.Sum.Remaining);
    }

    [Theory]
    [InlineData(0, "10A", false)]
    [InlineData(100, "9P 1A", true)]
    [InlineData(100, "10P", false)]
    public void Limits_of_nothing_and_everything_are_limits(int limit, string statuses, bool isBelow) =>
        Assert.Equal(isBelow, Progress(Default with { LimitPercent = limit }, statuses).IsBelowLimit);

    [Fact]
    public void A_session_is_worth_its_hours_where_hours_count()
    {
        var policy = Default with { Counts = CountedUnit.Hours, PlannedUnits = 42, HoursPerSession = 9 };
        var progress = Progress(policy, "5P 1E 2A", hours: 3);
        Assert.Equal((15m, 21m, 24m), (progress.Sum.Attended, progress.Sum.Counted, progress.Sum.Held));
        Assert.Equal((15m, 6m), (progress.HoursAttended, progress.HoursMissed));
        // 70 % of the 39 hours that count are 27.3; 33 are possible.
        Assert.Equal(5.7m, progress.MayStillMiss);
    }

    [Fact]
    public void The_example_in_the_documentation_adds_up()
    {
        var policy = new CoursePolicy(CountedUnit.Hours, ExcusedRule.Absent, 3, LimitPercent: 70, PlannedUnits: 42);
        var progress = Progress(policy, "5P 3L 1E 1A", hours: 3);
        var sum = progress.Sum;
        Assert.Equal((15m, 9m, 3m, 3m, 30m), (sum.Present, sum.Late, sum.Excused, sum.Absent, sum.Held));
        Assert.Equal((3m, 21m, 30m, 12m), (sum.LateAbsences, sum.Attended, sum.Counted, sum.Remaining));
        Assert.Equal((70.0m, false, true, 78.6m), Figures(progress));
        Assert.Equal(3.6m, progress.MayStillMiss);
    }

    [Fact]
    public void Each_session_has_one_status() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            CourseProgress.Of(Default, enrolment: null, [new(FirstDay, Hours: 1)], [])
        );

    private static (decimal?, bool, bool?, decimal?) Figures(CourseProgress progress) =>
        (progress.Percentage, progress.IsBelowLimit, progress.CanStillReach, progress.StillPossiblePercentage);
}
