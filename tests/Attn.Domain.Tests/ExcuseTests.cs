using Attn.Testing;
using static Attn.Domain.Tests.SampleClass;

namespace Attn.Domain.Tests;

public sealed class ExcuseTests
{
    [Fact]
    public void An_excused_record_has_a_note_and_is_not_attended()
    {
        var change = Excuse(Failed);
        var state = change.Record!.State;
        Assert.Equal((false, null, "Ill, with a note"), (state.IsAttended, state.AttendanceTime, state.FailReason));
        Assert.Equal((true, "Ill, with a note", DecidedBy.Teacher), (state.Excused, state.Note, state.DecidedBy));
        Assert.Equal((AuditAction.Excuse, "Ill, with a note"), (change.Audit!.Action, change.Audit.Reason));
        Assert.Equal((Failed.State, state), (change.Audit.Before, change.Audit.After));
    }

    [Fact]
    public void An_excuse_stops_a_pending_check() => Assert.Equal(Check(1), Excuse(Pending).StopsCheck);

    [Fact]
    public void An_excused_student_cannot_check_in_and_the_teacher_can_accept()
    {
        var excused = Excuse(null, "Alan Turing").Record!;
        OutcomeAssert.Refused(CheckInRefusal.DecidedByTeacher, Tries(excused).Outcome);
        var accepted = Accepted(excused).State;
        Assert.Equal((true, false, null), (accepted.IsAttended, accepted.Excused, accepted.Note));
    }

    [Fact]
    public void A_student_without_a_record_needs_a_name_and_gets_a_record()
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
    public void An_excuse_keeps_the_records_name() =>
        Assert.Equal("Alan Turing", Excuse(Failed, "Somebody Else").Record!.StudentName);

    [Fact]
    public void Undo_restores_the_state_before_the_excuse()
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
