using Attn.Testing;
using static Attn.Domain.Tests.SampleClass;

namespace Attn.Domain.Tests;

public sealed class TeacherRulesTests
{
    private static readonly DateTimeOffset Then = Decision().Now;

    [Fact]
    public void Accepting_sets_the_time_and_clears_the_reason()
    {
        var change = TeacherRules.Accept(Session, Failed, Decision());

        Assert.Equal(RecordState.Present(Then, DecidedBy.Teacher), change.Record!.State);
        Assert.Equal(Failed.State, change.Record.Replaced);
        Assert.Equal(Then, change.Record.UpdatedAt);
    }

    [Fact]
    public void Rejecting_clears_the_time_and_keeps_the_teachers_words()
    {
        var record = TeacherRules.Fail(Session, Present, Decision(), "Left early").Record!;
        Assert.Equal(RecordState.Failed("Left early", DecidedBy.Teacher), record.State);
    }

    [Fact]
    public void Every_decision_is_audited_with_actor_time_before_after_and_reason()
    {
        var audit = TeacherRules.Fail(Session, Present, Decision(), "Left early").Audit;

        Assert.Equal(
            new AuditEntry(
                Then,
                Teacher,
                AuditAction.Fail,
                Student,
                Present.State,
                RecordState.Failed("Left early", DecidedBy.Teacher),
                "Left early"
            ),
            audit
        );
        Assert.Equal(AuditAction.Accept, TeacherRules.Accept(Session, Present, Decision()).Audit!.Action);
        Assert.Equal(
            AuditAction.DeleteRecord,
            TeacherRules.Delete(Session, Present, Decision(), "Was never there").Audit!.Action
        );
        Assert.Equal(AuditAction.Undo, TeacherRules.Undo(Session, Accepted(Failed), Decision()).Audit!.Action);
        Assert.Equal(AuditAction.Add, Add(null).Audit!.Action);
    }

    [Fact]
    public void Adding_a_new_student_creates_a_record_without_attempts()
    {
        var record = Add(null).Record!;

        Assert.Equal(
            (Student, "Typed Name", false, 0),
            (record.StudentNumber, record.StudentName, record.NameIsFromPortal, record.Attempts)
        );
        Assert.True(record.State.IsAttended);
        Assert.True(record.Replaced!.IsDeleted);
    }

    [Fact]
    public void Adding_an_absent_student_needs_no_reason_but_keeps_a_given_one()
    {
        Assert.Equal(TeacherRules.AbsentWithoutReason, Add(null, isAttended: false).Record!.State.FailReason);
        Assert.Equal(
            "On an excursion",
            Add(null, isAttended: false, reason: "On an excursion").Record!.State.FailReason
        );
    }

    [Fact]
    public void Adding_a_student_twice_decides_about_the_existing_record()
    {
        var twice = Add(Add(null).Record, isAttended: false).Record!;
        Assert.False(twice.State.IsAttended);
        Assert.True(twice.Replaced!.IsAttended);
    }

    [Fact]
    public void Adding_corrects_a_typed_name_but_never_the_portals()
    {
        Assert.Equal("Alan Turing", Add(Failed).Record!.StudentName);
        var typed = TeacherRules
            .Add(Session, null, Decision(), "A. Turinng", nameIsFromPortal: false, isAttended: true, reason: null)
            .Record;
        Assert.Equal("Typed Name", Add(typed).Record!.StudentName);
    }

    [Fact]
    public void Adding_restores_a_deleted_record()
    {
        var record = Add(Deleted(Present)).Record!;
        Assert.False(record.State.IsDeleted);
        Assert.Equal(1, record.Attempts);
    }

    [Fact]
    public void Undo_restores_the_previous_state_and_works_once()
    {
        var takenBack = TeacherRules.Undo(Session, Accepted(Rejected(Present)), Decision()).Record!;

        Assert.Equal("Left early", takenBack.State.FailReason);
        OutcomeAssert.Refused(TeacherRefusal.NothingToUndo, TeacherRules.Undo(Session, takenBack, Decision()).Outcome);
    }

    [Fact]
    public void Undo_restores_a_deleted_record() =>
        Assert.Equal(Present.State, TeacherRules.Undo(Session, Deleted(Present), Decision()).Record!.State);

    [Fact]
    public void Undo_of_an_addition_hides_the_record()
    {
        var takenBack = TeacherRules.Undo(Session, Add(null).Record, Decision()).Record!;

        Assert.True(takenBack.State.IsDeleted);
        OutcomeAssert.Refused(TeacherRefusal.RecordNotFound, TeacherRules.Undo(Session, takenBack, Decision()).Outcome);
        OutcomeAssert.Refused(
            TeacherRefusal.RecordNotFound,
            TeacherRules.Accept(Session, takenBack, Decision()).Outcome
        );
    }

    [Fact]
    public void A_decision_stops_a_pending_check_and_undo_restores_it_as_timed_out()
    {
        var accepted = TeacherRules.Accept(Session, Pending, Decision());
        Assert.Equal(Check(1), accepted.StopsCheck);
        Assert.Null(TeacherRules.Accept(Session, Failed, Decision()).StopsCheck);

        var takenBack = TeacherRules.Undo(Session, accepted.Record, Decision()).Record!;
        Assert.Equal(RecordState.Failed(FailReasons.TimedOut, DecidedBy.System), takenBack.State);
    }

    [Fact]
    public void A_teachers_reason_is_never_mistaken_for_a_pending_check()
    {
        var rejected = Rejected(Failed, FailReasons.Pending);
        Assert.False(rejected.IsPending);

        var takenBack = TeacherRules.Undo(Session, Accepted(rejected), Decision()).Record!;
        Assert.Equal(rejected.State, takenBack.State);
    }

    [Fact]
    public void A_deleted_record_is_not_pending() => Assert.False(Deleted(Pending).IsPending);

    [Fact]
    public void Historical_decisions_are_refused_before_the_end()
    {
        var before = Decision(Session.EndTime.AddMilliseconds(-1), onlyAfterEnd: true);
        foreach (var outcome in AllOf(Present, before))
            OutcomeAssert.Refused(TeacherRefusal.StillLive, outcome);
        foreach (var outcome in AllOf(Present, before with { Now = Session.EndTime }))
            Assert.NotEqual(TeacherRefusal.StillLive, outcome.Refusal);
    }

    [Fact]
    public void Live_decisions_work_after_the_end_too() =>
        Assert.NotNull(TeacherRules.Accept(Session, Failed, Decision(Session.EndTime.AddHours(1))).Record);

    [Fact]
    public void Another_teachers_session_is_not_found_whatever_its_records()
    {
        foreach (var record in new[] { null, Present })
        {
            foreach (var outcome in AllOf(record, Decision(teacher: "t2", onlyAfterEnd: true)))
                OutcomeAssert.Refused(TeacherRefusal.SessionNotFound, outcome);
        }
    }

    [Fact]
    public void A_missing_or_deleted_record_is_not_found()
    {
        foreach (var record in new[] { null, Deleted(Present) })
        {
            OutcomeAssert.Refused(
                TeacherRefusal.RecordNotFound,
                TeacherRules.Accept(Session, record, Decision()).Outcome
            );
            OutcomeAssert.Refused(
                TeacherRefusal.RecordNotFound,
                TeacherRules.Fail(Session, record, Decision(), "Left early").Outcome
            );
            OutcomeAssert.Refused(
                TeacherRefusal.RecordNotFound,
                TeacherRules.Delete(Session, record, Decision(), "Was never there").Outcome
            );
        }

        OutcomeAssert.Refused(TeacherRefusal.RecordNotFound, TeacherRules.Undo(Session, null, Decision()).Outcome);
    }

    private static RecordChange<TeacherOutcome> Add(
        AttendanceRecord? record,
        bool isAttended = true,
        string? reason = null
    ) => TeacherRules.Add(Session, record, Decision(), "Typed Name", nameIsFromPortal: false, isAttended, reason);

    private static TeacherOutcome[] AllOf(AttendanceRecord? record, TeacherDecision decision) =>
        [
            TeacherRules.Accept(Session, record, decision).Outcome,
            TeacherRules.Fail(Session, record, decision, "Left early").Outcome,
            TeacherRules.Delete(Session, record, decision, "Was never there").Outcome,
            TeacherRules.Undo(Session, record, decision).Outcome,
            TeacherRules
                .Add(Session, record, decision, "Typed Name", nameIsFromPortal: false, isAttended: true, reason: null)
                .Outcome,
        ];
}
