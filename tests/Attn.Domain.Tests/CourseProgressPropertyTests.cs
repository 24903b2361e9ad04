namespace Attn.Domain.Tests;

/// <summary>
/// What holds for every course. The courses are drawn from the seeds 1, 2, 3, …, and a failure names its seed.
/// </summary>
public sealed class CourseProgressPropertyTests
{
    private const int Courses = 3000;

    private static readonly AttendanceStatus[] WorstFirst =
    [
        AttendanceStatus.Absent,
        AttendanceStatus.Late,
        AttendanceStatus.Present,
    ];

    [Fact]
    public void One_more_attended_session_never_lowers_a_figure() =>
        ForAll(course =>
        {
            var before = course.Progress;
            AssertNotWorse(before, course.WithMore(AttendanceStatus.Present).Progress);
            for (var place = 0; place < course.Sessions.Count; place++)
            {
                foreach (var better in Better(course.Statuses[place]))
                {
                    var after = course.With(place, better).Progress;
                    AssertNotWorse(before, after);
                    // A check that was won is no longer open, and cannot be missed.
                    Assert.False(
                        after.MayStillMiss < before.MayStillMiss && course.Statuses[place] != AttendanceStatus.Pending
                    );
                }
            }
        });

    [Fact]
    public void Exactly_the_limit_is_enough_and_the_least_bit_less_is_not()
    {
        for (var limit = 0; limit <= 100; limit++)
        {
            for (var counted = 1; counted <= 100; counted++)
            {
                var attended = limit * counted / 100m;
                Assert.False(Hours(limit, attended, counted - attended).IsBelowLimit);
                if (attended >= 0.01m)
                    Assert.True(Hours(limit, attended - 0.01m, counted - attended + 0.01m).IsBelowLimit);
            }
        }
    }

    [Fact]
    public void Hours_and_sessions_agree_when_all_are_of_one_hour() =>
        ForAll(course =>
        {
            var ofOneHour = course with
            {
                Policy = course.Policy with { Counts = CountedUnit.Sessions },
                Sessions = [.. course.Sessions.Select(session => session with { Hours = 1 })],
            };
            var inHours = ofOneHour with { Policy = ofOneHour.Policy with { Counts = CountedUnit.Hours } };
            var (sessions, hours) = (ofOneHour.Progress, inHours.Progress);

            Assert.Equal(sessions.Sum, hours.Sum with { Unit = CountedUnit.Sessions });
            Assert.Equal(sessions.Percentage, hours.Percentage);
            Assert.Equal(sessions.IsBelowLimit, hours.IsBelowLimit);
            Assert.Equal(sessions.CanStillReach, hours.CanStillReach);
            Assert.Equal(sessions.StillPossiblePercentage, hours.StillPossiblePercentage);
            Assert.Equal(sessions.MayStillMiss, hours.MayStillMiss is { } may ? Math.Floor(may) : null);
            Assert.Equal((sessions.HoursAttended, sessions.HoursMissed), (hours.HoursAttended, hours.HoursMissed));
        });

    [Fact]
    public void The_sum_adds_up_to_all_sessions_and_to_the_percentage() =>
        ForAll(course =>
        {
            var progress = course.Progress;
            var sum = progress.Sum;
            Assert.Equal(
                course.Sessions.Sum(session => course.Policy.Counts == CountedUnit.Hours ? session.Hours : 1),
                sum.Held + sum.NotHeld + sum.BeforeEnrolment + sum.AfterEnrolment
            );
            Assert.Equal(sum.Present + sum.Late + sum.Excused + sum.Absent + sum.Pending, sum.Held);
            Assert.Equal(sum.Present + sum.Late - sum.LateAbsences + sum.ExcusedAttended, sum.Attended);
            Assert.Equal(sum.Held - sum.ExcusedNotCounted, sum.Counted);
            Assert.InRange(sum.Attended, 0, sum.Counted);
            Assert.Equal(
                sum.Counted == 0
                    ? null
                    : Math.Round(100 * sum.Attended / sum.Counted, 1, MidpointRounding.AwayFromZero),
                progress.Percentage
            );
            Assert.True(sum.Remaining is null or >= 0);
            Assert.True(sum.Planned is not { } planned || sum.Held + sum.Remaining == Math.Max(planned, sum.Held));
        });

    [Fact]
    public void May_still_miss_is_the_largest_number_of_missed_sessions_that_reaches_the_limit() =>
        ForAll(
            course => course with { Policy = course.Policy with { Counts = CountedUnit.Sessions } },
            course =>
            {
                if (course.Progress is not { MayStillMiss: { } may, Sum: { Remaining: { } remaining } sum })
                    return;
                var open = (int)(sum.Pending + remaining);
                var enough = Enumerable.Range(0, open + 1).Where(missed => ReachesLimit(course, missed, open)).ToList();
                Assert.Equal(enough.Count > 0 ? enough.Max() : 0, may);
                Assert.Equal(enough.Count > 0, course.Progress.CanStillReach);
            }
        );

    [Fact]
    public void In_hours_one_hundredth_of_an_hour_more_than_one_may_miss_is_too_much() =>
        ForAll(
            course => course with { Policy = course.Policy with { Counts = CountedUnit.Hours } },
            course =>
            {
                if (course.Progress is not { MayStillMiss: { } may, Sum: { Remaining: { } remaining } sum })
                    return;
                var open = sum.Pending + remaining;
                Assert.InRange(may, 0, open);
                Assert.Equal(course.Progress.CanStillReach, ReachesLimit(course, missed: 0, open));
                if (course.Progress.CanStillReach == true)
                    Assert.True(ReachesLimit(course, may, open));
                if (may < open)
                    Assert.False(ReachesLimit(course, may + 0.01m, open));
            }
        );

    [Fact]
    public void Whoever_joins_late_is_measured_as_if_the_course_had_begun_that_day() =>
        ForAll(course =>
        {
            if (course.Enrolment is not { From: { } from })
                return;
            var places = Enumerable.Range(0, course.Sessions.Count).ToList();
            var begun = places.Where(place => course.Sessions[place].Day >= from).ToList();
            var left = course.Policy.PlannedUnits - course.Progress.Sum.BeforeEnrolment;
            var fromThatDayOn = course with
            {
                Policy = course.Policy with { PlannedUnits = left is { } planned ? Math.Max(planned, 0) : null },
                Enrolment = course.Enrolment with { From = null },
                Sessions = [.. begun.Select(place => course.Sessions[place])],
                Statuses = [.. begun.Select(place => course.Statuses[place])],
            };
            Assert.Equal(Figures(fromThatDayOn), Figures(course));
        });

    [Fact]
    public void No_status_in_a_session_that_does_not_count_changes_a_figure() =>
        ForAll(course =>
        {
            foreach (var (place, session) in course.Sessions.Index())
            {
                if (session.IsHeld && course.Enrolment?.Covers(session.Day) != false)
                    continue;
                foreach (var status in Enum.GetValues<AttendanceStatus>())
                    Assert.Equal(course.Progress, course.With(place, status).Progress);
            }
        });

    [Fact]
    public void An_exempt_student_is_never_below() =>
        ForAll(course =>
        {
            var exempt = course with { Enrolment = SampleTerm.Exempt };
            Assert.False(exempt.Progress.IsBelowLimit);
            Assert.Null(exempt.Progress.CanStillReach);
            Assert.Null(exempt.Progress.MayStillMiss);
        });

    private static void ForAll(Action<RandomCourse> property) => ForAll(course => course, property);

    private static void ForAll(Func<RandomCourse, RandomCourse> change, Action<RandomCourse> property)
    {
        foreach (var course in RandomCourse.Many(Courses))
        {
            try
            {
                property(change(course));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"The course of seed {course.Seed}", exception);
            }
        }
    }

    /// <summary>Plays the term to its end: what is open is missed or attended, and nothing is left.</summary>
    private static bool ReachesLimit(RandomCourse course, decimal missed, decimal open)
    {
        var ended = course.Without(AttendanceStatus.Pending);
        var attended = open - missed;
        if (course.Policy.Counts == CountedUnit.Hours)
        {
            ended = ended.WithMore(AttendanceStatus.Absent, missed).WithMore(AttendanceStatus.Present, attended);
        }
        else
        {
            for (var number = 0; number < open; number++)
                ended = ended.WithMore(number < missed ? AttendanceStatus.Absent : AttendanceStatus.Present);
        }

        return !ended.Progress.IsBelowLimit;
    }

    private static IEnumerable<AttendanceStatus> Better(AttendanceStatus status) =>
        status is AttendanceStatus.Excused or AttendanceStatus.Pending
            ? [AttendanceStatus.Present]
            : WorstFirst.Skip(Array.IndexOf(WorstFirst, status) + 1);

    private static void AssertNotWorse(CourseProgress before, CourseProgress after)
    {
        Assert.True(Share(before.Sum) <= Share(after.Sum) || before.Sum.Counted == 0);
        Assert.True(before.Percentage is null || before.Percentage <= after.Percentage);
        Assert.False(after.IsBelowLimit && !before.IsBelowLimit && before.Sum.Counted > 0);
        Assert.False(after.CanStillReach == false && before.CanStillReach == true);
        Assert.False(after.StillPossiblePercentage < before.StillPossiblePercentage);
    }

    private static decimal Share(AttendanceSum sum) => sum.Counted == 0 ? 0 : sum.Attended / sum.Counted;

    private static (decimal?, bool, bool?, decimal?, decimal?, decimal) Figures(RandomCourse course)
    {
        var progress = course.Progress;
        return (
            progress.Percentage,
            progress.IsBelowLimit,
            progress.CanStillReach,
            progress.StillPossiblePercentage,
            progress.MayStillMiss,
            progress.Sum.Held
        );
    }

    private static CourseProgress Hours(decimal limit, decimal attended, decimal absent) =>
        CourseProgress.Of(
            SampleTerm.Default with
            {
                Counts = CountedUnit.Hours,
                LimitPercent = limit,
            },
            enrolment: null,
            [new(SampleTerm.FirstDay, attended), new(SampleTerm.FirstDay, absent)],
            [AttendanceStatus.Present, AttendanceStatus.Absent]
        );
}
