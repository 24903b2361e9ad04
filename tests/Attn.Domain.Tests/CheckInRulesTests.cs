using Attn.Testing;
using static Attn.Domain.Tests.SampleClass;

namespace Attn.Domain.Tests;

public sealed class CheckInRulesTests
{
    [Fact]
    public void A_complete_first_try_is_present_now()
    {
        var change = Tries(null);

        var record = change.Record!;
        Assert.Equal(RecordState.Present(AtTen, DecidedBy.System), record.State);
        Assert.Equal(
            (Session.Id, Student, "Alan Turing", true),
            (record.SessionId, record.StudentNumber, record.StudentName, record.NameIsFromPortal)
        );
        Assert.Equal((1, AtTen, AtTen), (record.Attempts, record.LastTryAt, record.UpdatedAt));
        Assert.Equal(record, OutcomeAssert.Succeeded(change.Outcome).Record);
        Assert.Null(change.StartsCheck);
        Assert.Null(change.Audit);
    }

    [Theory]
    [InlineData(FailReasons.WifiFailed)]
    [InlineData(FailReasons.ImageMissing)]
    [InlineData(FailReasons.ReferenceMissing)]
    public void A_failed_try_keeps_its_reason_and_may_be_repeated(string reason)
    {
        var failed = Tried(CheckInEvidence.Failed(reason));
        Assert.Equal(RecordState.Failed(reason, DecidedBy.System), failed.State);

        var second = Tried(before: failed, now: AtTen.AddMinutes(1));
        Assert.True(second.State.IsAttended);
        Assert.Equal(2, second.Attempts);
    }

    [Fact]
    public void A_selfie_is_pending_and_starts_one_check_with_a_deadline_after_the_grace_period()
    {
        var change = Tries(null, Selfie(1));

        Assert.True(change.Record!.IsPending);
        Assert.Equal(Check(1), change.Record.VerificationId);
        Assert.Equal(new FaceCheck(Check(1), Session.Id, Student, Session.EndTime + Grace, 1000), change.StartsCheck);
    }

    [Theory]
    [InlineData(FailReasons.TimedOut)]
    [InlineData(FailReasons.SubmissionFailed)]
    [InlineData("FACE_VERIFICATION_FAILED: no match")]
    public void A_new_try_after_a_failed_check_starts_a_check_and_ends_the_old_one(string reason)
    {
        var failed = Pending with { State = RecordState.Failed(reason, DecidedBy.System) };

        var change = Tries(failed, Selfie(2));

        Assert.Equal((Check(2), Check(1)), (change.StartsCheck!.VerificationId, change.EndsCheck));
    }

    [Fact]
    public void A_retry_could_count_after_failures_but_not_after_a_success_or_a_decision()
    {
        Assert.True(CheckInRules.MayRetry(Session, Failed, Noon));
        Assert.True(CheckInRules.MayRetry(Session, Failed with { RefusedComparisons = 5 }, Noon));
        Assert.False(CheckInRules.MayRetry(Session, Failed, Session.EndTime));
        Assert.False(CheckInRules.MayRetry(Session, Present, Noon));
        Assert.False(CheckInRules.MayRetry(Session, Pending, Noon));
        Assert.False(CheckInRules.MayRetry(Session, Rejected(Failed), Noon));
    }

    [Fact]
    public void A_success_blocks_another_try() => AssertRefused(CheckInRefusal.AlreadyPresent, Tries(Present));

    [Fact]
    public void A_pending_check_blocks_another_try() =>
        AssertRefused(CheckInRefusal.AlreadyPending, Tries(Pending, Selfie(2)));

    [Fact]
    public void A_teachers_acceptance_blocks_another_try() =>
        AssertRefused(CheckInRefusal.AlreadyPresent, Tries(Accepted(Failed)));

    [Fact]
    public void A_teachers_rejection_blocks_another_try() =>
        AssertRefused(CheckInRefusal.DecidedByTeacher, Tries(Rejected(Failed)));

    [Fact]
    public void A_teachers_rejection_worded_like_a_pending_check_still_blocks_another_try() =>
        AssertRefused(CheckInRefusal.DecidedByTeacher, Tries(Rejected(Failed, FailReasons.Pending)));

    [Fact]
    public void The_student_may_try_again_after_a_rejection_is_undone()
    {
        var takenBack = TeacherRules.Undo(Session, Rejected(Failed), Decision()).Record;
        Assert.True(Tries(takenBack).Record!.State.IsAttended);
    }

    [Fact]
    public void A_deleted_record_blocks_nothing() => Assert.False(Tries(Deleted(Present)).Record!.State.IsDeleted);

    [Fact]
    public void Undo_does_not_reach_behind_a_later_try()
    {
        var takenBack = TeacherRules.Undo(Session, Rejected(Failed), Decision()).Record;
        Assert.Null(Tries(takenBack).Record!.Replaced);
    }

    [Fact]
    public void Nobody_can_check_in_before_the_start_or_from_the_end_on()
    {
        AssertRefused(CheckInRefusal.NotStarted, Tries(null, now: Noon.AddMilliseconds(-1)));
        Assert.NotNull(Tries(null, now: Noon).Record);
        Assert.NotNull(Tries(null, now: Session.EndTime.AddMilliseconds(-1)).Record);
        AssertRefused(CheckInRefusal.Ended, Tries(null, now: Session.EndTime));
    }

    [Fact]
    public void The_end_of_the_session_is_reported_before_the_state_of_the_record() =>
        AssertRefused(CheckInRefusal.Ended, Tries(Present, now: Session.EndTime));

    [Fact]
    public void Five_failed_face_checks_block_selfies_but_no_other_try()
    {
        var almost = Failed with { RefusedComparisons = 4 };
        var tooMany = Failed with { RefusedComparisons = 5 };

        Assert.NotNull(Tries(almost, Selfie(1)).StartsCheck);
        AssertRefused(CheckInRefusal.TooManyFaceChecks, Tries(tooMany, Selfie(1)));
        Assert.NotNull(Tries(tooMany, CheckInEvidence.Failed(FailReasons.WifiFailed)).Record);
    }

    [Fact]
    public void The_portals_name_replaces_a_typed_one()
    {
        var typed = TeacherRules
            .Add(Session, null, Decision(), "A. Turing", nameIsFromPortal: false, isAttended: true, reason: null)
            .Record!;
        var takenBack = TeacherRules.Undo(Session, typed, Decision()).Record;

        Assert.Equal(
            ("Alan Turing", true),
            (Tries(takenBack).Record!.StudentName, Tries(takenBack).Record!.NameIsFromPortal)
        );
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void A_student_who_arrives_after_the_agreed_minutes_is_late(int minutes, bool isLate)
    {
        var session = Session with { LateAfterMinutes = 10 };
        Assert.Equal(isLate, Tried(now: Noon.AddMinutes(minutes)).IsLate(session));
        Assert.False(Tried(now: Noon.AddMinutes(minutes)).IsLate(Session));
    }

    private static void AssertRefused(CheckInRefusal expected, RecordChange<CheckInOutcome> change)
    {
        OutcomeAssert.Refused(expected, change.Outcome);
        Assert.Null(change.Record);
        Assert.Null(change.StartsCheck);
        Assert.Null(change.EndsCheck);
        Assert.Null(change.StopsCheck);
    }
}
