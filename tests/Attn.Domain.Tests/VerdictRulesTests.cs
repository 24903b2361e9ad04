using Attn.Testing;
using static Attn.Domain.Tests.SampleClass;

namespace Attn.Domain.Tests;

public sealed class VerdictRulesTests
{
    private static readonly DateTimeOffset Later = AtTen.AddSeconds(20);

    [Fact]
    public void A_passed_check_is_present_since_the_try()
    {
        var change = Settle(Pending, passed: true);

        Assert.Equal(RecordState.Present(AtTen, DecidedBy.System), change.Record!.State);
        Assert.Equal(
            (Later, 0, Check(1)),
            (change.Record.UpdatedAt, change.Record.RefusedComparisons, change.EndsCheck)
        );
    }

    [Fact]
    public void A_failed_check_keeps_its_reason_is_counted_and_may_be_repeated()
    {
        var record = Settle(Pending, passed: false).Record!;

        Assert.Equal("FACE_VERIFICATION_FAILED: no match", record.State.FailReason);
        Assert.Equal(1, record.RefusedComparisons);
        Assert.NotNull(Tries(record, Selfie(2)).StartsCheck);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_copy_of_the_profile_photo_is_left_to_the_teacher_with_a_flag(bool passed)
    {
        var record = SettleCopy(Pending, passed).Record!;

        Assert.Equal(RecordState.Failed(FailReasons.NeedsTeacher, DecidedBy.System), record.State);
        Assert.Equal(1, record.RefusedComparisons);
        Assert.Equal([RecordFlag.ProfilePhotoCopy], record.Flags.ToList());
    }

    [Fact]
    public void The_flag_of_a_copy_stays_when_a_later_selfie_passes()
    {
        var again = Tried(Selfie(2), SettleCopy(Pending).Record);
        var passed = Settle(again, passed: true, check: 2).Record!;

        Assert.True(passed.State.IsAttended);
        Assert.Equal([RecordFlag.ProfilePhotoCopy], passed.Flags.ToList());
        Assert.Equal([RecordFlag.ProfilePhotoCopy], Rejected(passed).Flags.ToList());
    }

    [Fact]
    public void Refused_faces_stay_visible_when_the_consent_is_withdrawn()
    {
        var again = Tried(Selfie(2), Settle(Pending, passed: false).Record);

        var withdrawn = VerdictRules.Withdraw(again, Check(2), Later).Record!;

        Assert.Equal([RecordFlag.FaceRefusedBefore], withdrawn.Flags.ToList());
        Assert.Empty(VerdictRules.Withdraw(Pending, Check(1), Later).Record!.Flags.ToList());
    }

    [Fact]
    public void A_verdict_settles_once() =>
        AssertSettledBefore(Settle(Settle(Pending, passed: false).Record, passed: true));

    [Fact]
    public void A_verdict_settles_only_the_latest_check()
    {
        AssertSettledBefore(Settle(Pending, passed: true, check: 2));
        AssertSettledBefore(Settle(null, passed: true));
        AssertSettledBefore(Settle(Present, passed: true));
    }

    [Fact]
    public void A_verdict_never_overrides_a_teacher()
    {
        AssertSettledBefore(Settle(Accepted(Pending), passed: false));
        AssertSettledBefore(Settle(Rejected(Pending), passed: true));
        AssertSettledBefore(Settle(Rejected(Pending, FailReasons.Pending), passed: true));
        AssertSettledBefore(Settle(Deleted(Pending), passed: true));
    }

    [Fact]
    public void A_verdict_counts_after_a_teachers_decision_is_undone()
    {
        var takenBack = TeacherRules.Undo(Session, Rejected(Pending), Decision()).Record;
        Assert.True(Settle(takenBack, passed: true).Record!.State.IsAttended);
    }

    [Fact]
    public void The_check_times_out_at_the_end_of_the_grace_period_and_its_pictures_are_deleted()
    {
        var change = VerdictRules.TimeOut(Session, Pending, Check(1), Grace, Session.EndTime + Grace);

        Assert.Equal(RecordState.Failed(FailReasons.TimedOut, DecidedBy.System), change.Record!.State);
        Assert.Equal((Check(1), (Guid?)null), (change.StopsCheck, change.EndsCheck));
    }

    [Fact]
    public void The_check_keeps_waiting_before_the_end_of_the_grace_period()
    {
        var change = VerdictRules.TimeOut(
            Session,
            Pending,
            Check(1),
            Grace,
            (Session.EndTime + Grace).AddMilliseconds(-1)
        );

        OutcomeAssert.HasStatus(VerdictStatus.StillWaiting, change.Outcome);
        Assert.Equal(Session.EndTime + Grace, change.Outcome.Deadline);
        Assert.Null(change.Record);
    }

    [Fact]
    public void Only_a_late_verdict_corrects_a_time_out()
    {
        var timedOut = VerdictRules.TimeOut(Session, Pending, Check(1), Grace, Session.EndTime + Grace).Record;

        Assert.Equal(AtTen, Settle(timedOut, passed: true).Record!.State.AttendanceTime);
        AssertSettledBefore(VerdictRules.TimeOut(Session, timedOut, Check(1), Grace, Session.EndTime + Grace));
        AssertSettledBefore(VerdictRules.RefuseSubmission(timedOut, Check(1), Later));
    }

    [Fact]
    public void A_refused_submission_may_be_repeated_and_is_not_counted_as_a_failed_check()
    {
        var change = VerdictRules.RefuseSubmission(Pending, Check(1), Later);

        Assert.Equal(FailReasons.SubmissionFailed, change.Record!.State.FailReason);
        Assert.Equal((0, Check(1)), (change.Record.RefusedComparisons, change.EndsCheck));
        Assert.NotNull(Tries(change.Record, Selfie(2)).StartsCheck);
    }

    [Fact]
    public void A_time_out_or_refused_submission_of_another_check_changes_nothing()
    {
        AssertSettledBefore(VerdictRules.TimeOut(Session, Pending, Check(2), Grace, Session.EndTime + Grace));
        AssertSettledBefore(VerdictRules.RefuseSubmission(Pending, Check(2), Later));
        AssertSettledBefore(VerdictRules.TimeOut(Session, Accepted(Pending), Check(1), Grace, Session.EndTime + Grace));
        AssertSettledBefore(VerdictRules.RefuseSubmission(null, Check(1), Later));
    }

    private static RecordChange<VerdictOutcome> Settle(AttendanceRecord? record, bool passed, int check = 1) =>
        VerdictRules.Settle(record, Check(check), passed, "no match", Later);

    private static RecordChange<VerdictOutcome> SettleCopy(AttendanceRecord? record, bool passed = false) =>
        VerdictRules.Settle(record, Check(1), passed, "a copy", Later, isProfilePhotoCopy: true);

    private static void AssertSettledBefore(RecordChange<VerdictOutcome> change)
    {
        OutcomeAssert.HasStatus(VerdictStatus.AlreadySettled, change.Outcome);
        Assert.Null(change.Record);
        Assert.Null(change.EndsCheck);
        Assert.Null(change.StopsCheck);
    }
}
