using static Attn.Domain.Tests.SampleTerm;

namespace Attn.Domain.Tests;

/// <summary>Policies, enrolments and the hours of a class session.</summary>
public sealed class CourseRulesTests
{
    private static readonly TimeZoneInfo Istanbul = TimeZoneInfo.FindSystemTimeZoneById("Europe/Istanbul");

    public static TheoryData<CoursePolicy, CoursePolicyProblem?> Policies { get; } =
        new()
        {
            { Default, null },
            { Default with { LimitPercent = 0, LatesPerAbsence = 10, PlannedUnits = 200, HoursPerSession = 24 }, null },
            { Default with { LimitPercent = 100, Excused = ExcusedRule.Absent, PlannedUnits = 1 }, null },
            { Default with { Counts = CountedUnit.Hours, PlannedUnits = 0.5m, HoursPerSession = 0.75m }, null },
            { Default with { Counts = CountedUnit.Hours, PlannedUnits = 2000 }, null },
            { Default with { Counts = (CountedUnit)7 }, CoursePolicyProblem.UnknownRule },
            { Default with { Excused = (ExcusedRule)7 }, CoursePolicyProblem.UnknownRule },
            { Default with { LimitPercent = -0.1m }, CoursePolicyProblem.LimitOutOfRange },
            { Default with { LimitPercent = 100.1m }, CoursePolicyProblem.LimitOutOfRange },
            { Default with { LatesPerAbsence = -1 }, CoursePolicyProblem.LatesOutOfRange },
            { Default with { LatesPerAbsence = 11 }, CoursePolicyProblem.LatesOutOfRange },
            { Default with { PlannedUnits = 0 }, CoursePolicyProblem.PlannedOutOfRange },
            { Default with { PlannedUnits = 201 }, CoursePolicyProblem.PlannedOutOfRange },
            { Default with { PlannedUnits = 10.5m }, CoursePolicyProblem.PlannedSessionsNotWhole },
            {
                Default with
                {
                    Counts = CountedUnit.Hours,
                    PlannedUnits = 2000.5m,
                },
                CoursePolicyProblem.PlannedOutOfRange
            },
            { Default with { HoursPerSession = 0 }, CoursePolicyProblem.HoursPerSessionOutOfRange },
            { Default with { HoursPerSession = 24.01m }, CoursePolicyProblem.HoursPerSessionOutOfRange },
        };

    [Theory, MemberData(nameof(Policies))]
    public void A_policy_that_makes_no_sense_is_refused(CoursePolicy policy, CoursePolicyProblem? problem) =>
        Assert.Equal(problem, CoursePolicyRules.FindProblem(policy));

    [Fact]
    public void An_enrolment_ends_after_its_beginning_and_an_exemption_has_a_reason()
    {
        Assert.Null(EnrolmentRules.FindProblem(Joined()));
        Assert.Null(EnrolmentRules.FindProblem(Joined(fromWeek: 3, toWeek: 3)));
        Assert.Null(EnrolmentRules.FindProblem(Joined(toWeek: 3)));
        Assert.Null(EnrolmentRules.FindProblem(Exempt));
        Assert.Equal(
            EnrolmentProblem.EndsBeforeItBegins,
            EnrolmentRules.FindProblem(Joined(fromWeek: 3) with { To = Week(3).AddDays(-1) })
        );
        Assert.Equal(
            EnrolmentProblem.ExemptWithoutReason,
            EnrolmentRules.FindProblem(Exempt with { ExemptReason = " " })
        );
        Assert.Equal(
            EnrolmentProblem.ReasonWithoutExemption,
            EnrolmentRules.FindProblem(Exempt with { IsExempt = false })
        );
    }

    [Theory]
    [InlineData(4.5, 3.0, 2.0, 90, 4.5)]
    [InlineData(null, 3.0, 2.0, 90, 3.0)]
    [InlineData(null, null, 2.0, 90, 2.0)]
    [InlineData(null, null, null, 90, 1.5)]
    [InlineData(null, null, null, 100, 1.67)]
    [InlineData(null, null, null, 10, 1.0)]
    public void The_hours_of_a_session_are_the_first_that_are_known(
        double? given,
        double? ofSlot,
        double? ofPolicy,
        int minutes,
        double hours
    )
    {
        var session = SampleClass.Session with
        {
            Hours = (decimal?)given,
            EndTime = SampleClass.Noon.AddMinutes(minutes),
        };
        var policy = Default with { HoursPerSession = (decimal?)ofPolicy };
        Assert.Equal((decimal)hours, SessionHours.Of(session, policy, (decimal?)ofSlot));
    }

    [Fact]
    public void A_session_has_the_day_of_the_institutions_zone()
    {
        var lateInTheEvening = new DateTimeOffset(2026, 3, 1, 21, 30, 0, TimeSpan.Zero);
        var session = SampleClass.Session with { StartTime = lateInTheEvening };
        Assert.Equal(new DateOnly(2026, 3, 2), CourseSession.Of(session, Default, Istanbul).Day);
        Assert.Equal(new DateOnly(2026, 3, 1), CourseSession.Of(session, Default, TimeZoneInfo.Utc).Day);
    }

    [Fact]
    public void A_session_that_was_cancelled_or_finished_before_its_start_was_not_held()
    {
        var session = SampleClass.Session;
        Assert.True(CourseSession.Of(session, Default, Istanbul).IsHeld);
        Assert.False(CourseSession.Of(session with { EndTime = session.StartTime }, Default, Istanbul).IsHeld);
        Assert.False(CourseSession.Of(session with { CancelledAt = SampleClass.Noon }, Default, Istanbul).IsHeld);
    }
}
