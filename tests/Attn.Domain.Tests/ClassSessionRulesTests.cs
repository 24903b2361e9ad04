using Attn.Testing;
using static Attn.Domain.Tests.SampleClass;

namespace Attn.Domain.Tests;

public sealed class ClassSessionRulesTests
{
    [Fact]
    public void A_session_is_live_from_its_start_until_just_before_its_end()
    {
        Assert.False(Session.HasStarted(Noon.AddTicks(-1)));
        Assert.True(Session.HasStarted(Noon));
        Assert.False(Session.HasEnded(Session.EndTime.AddTicks(-1)));
        Assert.True(Session.HasEnded(Session.EndTime));
    }

    [Fact]
    public void Finishing_ends_a_session_now()
    {
        var change = ClassSessionRules.Finish(Session, Teacher, AtTen);

        Assert.Equal(Session with { EndTime = AtTen }, change.Session);
        Assert.Equal(change.Session, OutcomeAssert.Succeeded(change.Outcome));
    }

    [Fact]
    public void Finishing_twice_changes_nothing()
    {
        var change = ClassSessionRules.Finish(Session, Teacher, Session.EndTime.AddHours(1));

        Assert.Null(change.Session);
        Assert.Equal(Session, OutcomeAssert.Succeeded(change.Outcome));
    }

    [Fact]
    public void Finishing_a_planned_session_leaves_an_empty_window()
    {
        var now = Noon.AddHours(-1);
        Assert.Equal(
            Session with
            {
                StartTime = now,
                EndTime = now,
            },
            ClassSessionRules.Finish(Session, Teacher, now).Session
        );
    }

    [Fact]
    public void Extending_moves_the_end_later_or_earlier()
    {
        Assert.Equal(Session.EndTime.AddHours(1), Extended(Session.EndTime.AddHours(1)).EndTime);
        Assert.Equal(AtTen.AddMinutes(1), Extended(AtTen.AddMinutes(1)).EndTime);
    }

    [Fact]
    public void The_end_cannot_be_moved_into_the_past_or_beyond_a_day()
    {
        var bad = new[]
        {
            (AtTen, ClassSessionRefusal.EndsInThePast),
            (Noon.AddHours(-1), ClassSessionRefusal.EndsBeforeStart),
            (Noon.AddHours(24).AddSeconds(1), ClassSessionRefusal.TooLong),
        };
        foreach (var (end, refusal) in bad)
        {
            var change = ClassSessionRules.Extend(Session, Teacher, end, AtTen);
            OutcomeAssert.Refused(refusal, change.Outcome);
            Assert.Null(change.Session);
        }

        Assert.Equal(Noon.AddHours(24), Extended(Noon.AddHours(24)).EndTime);
    }

    [Fact]
    public void An_ended_session_cannot_be_extended() =>
        OutcomeAssert.Refused(
            ClassSessionRefusal.Ended,
            ClassSessionRules.Extend(Session, Teacher, Session.EndTime.AddHours(2), Session.EndTime).Outcome
        );

    [Fact]
    public void Another_teachers_session_is_not_found()
    {
        OutcomeAssert.Refused(ClassSessionRefusal.NotFound, ClassSessionRules.Finish(Session, "t2", AtTen).Outcome);
        OutcomeAssert.Refused(
            ClassSessionRefusal.NotFound,
            ClassSessionRules.Extend(Session, "t2", Session.EndTime.AddHours(1), AtTen).Outcome
        );
        OutcomeAssert.Refused(
            ClassSessionRefusal.NotFound,
            ClassSessionRules.Extend(Session, "t2", Session.EndTime.AddHours(1), Session.EndTime).Outcome
        );
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-60, 1)]
    [InlineData(0, 24 * 60)]
    [InlineData(366 * 24 * 60, (366 * 24 * 60) + 60)]
    public void A_valid_window_is_accepted(int startMinutes, int endMinutes) =>
        Assert.Null(
            ClassSessionRules.FindWindowProblem(Noon.AddMinutes(startMinutes), Noon.AddMinutes(endMinutes), Noon)
        );

    [Theory]
    [InlineData(10, 10, ClassSessionRefusal.EndsBeforeStart)]
    [InlineData(10, 5, ClassSessionRefusal.EndsBeforeStart)]
    [InlineData(-60, 0, ClassSessionRefusal.EndsInThePast)]
    [InlineData(-60, -30, ClassSessionRefusal.EndsInThePast)]
    [InlineData(0, (24 * 60) + 1, ClassSessionRefusal.TooLong)]
    [InlineData((366 * 24 * 60) + 1, (366 * 24 * 60) + 60, ClassSessionRefusal.StartsTooFarAhead)]
    public void An_invalid_window_is_refused_with_its_reason(
        int startMinutes,
        int endMinutes,
        ClassSessionRefusal refusal
    ) =>
        Assert.Equal(
            refusal,
            ClassSessionRules.FindWindowProblem(Noon.AddMinutes(startMinutes), Noon.AddMinutes(endMinutes), Noon)
        );

    private static ClassSession Extended(DateTimeOffset end) =>
        ClassSessionRules.Extend(Session, Teacher, end, AtTen).Session
        ?? throw new InvalidOperationException("It was refused.");
}
