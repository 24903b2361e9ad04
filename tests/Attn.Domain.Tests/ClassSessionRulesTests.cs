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
    public void Cancelling_ends_a_running_session_now()
    {
        var change = ClassSessionRules.Cancel(Session, Teacher, Teacher, "Fire alarm", AtTen);

        var cancelled = Assert.IsType<ClassSession>(change.Session);
        Assert.Equal(Session with { EndTime = AtTen, CancelledAt = AtTen, CancelReason = "Fire alarm" }, cancelled);
        Assert.Equal(cancelled, OutcomeAssert.Succeeded(change.Outcome));
        Assert.Equal(new(AtTen, Teacher, AuditAction.CancelSession, null, null, null, "Fire alarm"), change.Audit);
        Assert.Equal(SessionStatus.Cancelled, cancelled.StatusAt(AtTen));
        Assert.False(cancelled.Counts);
    }

    [Fact]
    public void A_session_that_is_cancelled_before_its_start_keeps_its_window_and_has_ended()
    {
        var now = Noon.AddDays(-1);
        var cancelled = ClassSessionRules.Cancel(Session, Teacher, Teacher, "Snow storm", now).Session!;

        Assert.Equal((Session.StartTime, Session.EndTime), (cancelled.StartTime, cancelled.EndTime));
        Assert.Equal((now, SessionStatus.Cancelled), (cancelled.ClosesAt, cancelled.StatusAt(now)));
        Assert.True(cancelled.HasEnded(now));
        Assert.False(ClassSessionRules.IsInTheWay(cancelled, Session.StartTime, Session.EndTime));
        OutcomeAssert.Refused(
            CheckInRefusal.Cancelled,
            CheckInRules.CheckIn(cancelled, null, Attempt(), AtTen).Outcome
        );
        OutcomeAssert.Refused(
            ClassSessionRefusal.Ended,
            ClassSessionRules.Extend(cancelled, Teacher, Session.EndTime.AddMinutes(5), now).Outcome
        );
        Assert.Null(ClassSessionRules.Finish(cancelled, Teacher, now).Session);
    }

    [Fact]
    public void Cancelling_twice_changes_nothing_and_an_ended_session_is_not_cancelled()
    {
        var cancelled = ClassSessionRules.Cancel(Session, Teacher, Teacher, "Fire alarm", AtTen).Session!;

        var again = ClassSessionRules.Cancel(cancelled, Teacher, Teacher, "Another reason", AtTen.AddMinutes(1));
        Assert.Null(again.Session);
        Assert.Equal(cancelled, OutcomeAssert.Succeeded(again.Outcome));
        OutcomeAssert.Refused(
            ClassSessionRefusal.Ended,
            ClassSessionRules.Cancel(Session, Teacher, Teacher, "Too late", Session.EndTime).Outcome
        );
        OutcomeAssert.Refused(
            ClassSessionRefusal.NotFound,
            ClassSessionRules.Cancel(Session, "t2", "t2", "Not mine", AtTen).Outcome
        );
    }

    [Fact]
    public void A_session_counts_unless_it_is_cancelled_or_was_finished_before_its_start()
    {
        Assert.True(Session.Counts);
        Assert.False((Session with { CancelledAt = AtTen }).Counts);
        Assert.False(ClassSessionRules.Finish(Session, Teacher, Noon.AddHours(-1)).Session!.Counts);
    }

    [Theory]
    [InlineData(-60, 0, false)]
    [InlineData(-60, 1, true)]
    [InlineData(59, 120, true)]
    [InlineData(60, 120, false)]
    [InlineData(10, 20, true)]
    [InlineData(-10, 70, true)]
    public void Windows_that_touch_do_not_overlap(int from, int until, bool isInTheWay) =>
        Assert.Equal(isInTheWay, ClassSessionRules.IsInTheWay(Session, Noon.AddMinutes(from), Noon.AddMinutes(until)));

    [Fact]
    public void What_lies_in_the_past_of_a_window_is_in_nobodys_way()
    {
        var late = Session with { StartTime = Noon.AddMinutes(30), EndTime = Noon.AddHours(2) };

        Assert.Equal(
            ClassSessionRefusal.Overlaps,
            ClassSessionRules.FindOpeningBlocker(late, [Session], Session.EndTime.AddTicks(-1))
        );
        Assert.Null(ClassSessionRules.FindOpeningBlocker(late, [Session], Session.EndTime));
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
