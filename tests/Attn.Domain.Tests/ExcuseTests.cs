using Attn.Testing;
using static Attn.Domain.Tests.Lesson;

namespace Attn.Domain.Tests;

public sealed class ExcuseTests
{
    [Fact]
    public void An_excuse_says_why_and_is_not_attended()
    {
        var change = Excuse(Failed);
        var state = change.Record!.State;
        Assert.Equal((false, null, "Ill, with a note"), (state.IsAttended, state.AttendanceTime, state.FailReason));
        Assert.Equal((true, "Ill, with a note", DecidedBy.Teacher), (state.Excused, state.Note, state.DecidedBy));
        Assert.Equal((AuditAction.Excuse, "Ill, with a note"), (change.Audit!.Action, change.Audit.Reason));
        Assert.Equal((Failed.State, state), (change.Audit.Before, change.Audit.After));
    }

    [Fact]
    public void A_pending_check_is_stopped() => Assert.Equal(Check(1), Excuse(Pending).StopsCheck);

    [Fact]
    public void An_excused_student_cannot_check_in_and_the_teacher_can_accept()
    {
        var excused = Excuse(null, "Alan Turing").Record!;
        OutcomeAssert.Refused(CheckInRefusal.DecidedByTeacher, Tries(excused).Outcome);
        var accepted = Accepted(excused).State;
        Assert.Equal((true, false, null), (accepted.IsAttended, accepted.Excused, accepted.Note));
    }

    [Fact]
    public void Somebody_without_a_record_needs_a_name_and_gets_a_record()
    {
        var without = Excuse(null);
        OutcomeAssert.Refused(TeacherRefusal.NameNeeded, without.Outcome);
        Assert.Null(without.Record);
        Assert.Equal(
            ("Alan Turing", Student, true),
            (
                Excuse(null, "Alan Turing").Record!.StudentName,
                Excuse(null, "Alan Turing").Record!.StudentNumber,
                Excuse(null, "Alan Turing").Record!.State.Excused
            )
        );
    }

    [Fact]
    public void A_name_that_is_there_stays() =>
        Assert.Equal("Alan Turing", Excuse(Failed, "Somebody Else").Record!.StudentName);

    [Fact]
    public void An_undo_brings_back_what_was_before()
    {
        var undone = TeacherRules.Undo(Session, Excuse(Present).Record, Decision()).Record!;
        Assert.Equal(Present.State, undone.State);
        Assert.True(TeacherRules.Undo(Session, Excuse(null, "Alan Turing").Record, Decision()).Record!.State.IsDeleted);
    }

    [Fact]
    public void Another_teachers_session_is_not_found() =>
        OutcomeAssert.Refused(
            TeacherRefusal.SessionNotFound,
            TeacherRules.Excuse(Session, Failed, Decision(teacher: "t2"), "Ill, with a note").Outcome
        );

    private static RecordChange<TeacherOutcome> Excuse(AttendanceRecord? record, string? name = null) =>
        TeacherRules.Excuse(Session, record, Decision(), "Ill, with a note", name);
}
