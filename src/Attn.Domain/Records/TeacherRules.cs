namespace Attn.Domain;

/// <summary>
/// The decisions that a teacher makes by hand, live or in the past. Each remembers what it replaced and writes to the
/// audit trail.
/// </summary>
public static class TeacherRules
{
    /// <summary>The reason when a teacher marks somebody absent without giving one.</summary>
    public const string AbsentWithoutReason = "Marked absent by the teacher.";

    private static readonly RecordState NeverRecorded = RecordState.Failed(
        "The addition was taken back.",
        DecidedBy.Teacher
    ) with
    {
        IsDeleted = true,
    };

    public static RecordChange<Outcome<SessionRecord, TeacherRefusal>> Accept(
        ClassSession session,
        AttendanceRecord? record,
        TeacherDecision decision
    ) =>
        FindBlocker(session, record, decision) is { } blocked
            ? new(blocked)
            : Replace(
                session,
                record!,
                decision,
                AuditAction.Accept,
                RecordState.Present(decision.Now, DecidedBy.Teacher),
                reason: null
            );

    public static RecordChange<Outcome<SessionRecord, TeacherRefusal>> Fail(
        ClassSession session,
        AttendanceRecord? record,
        TeacherDecision decision,
        string reason
    ) =>
        FindBlocker(session, record, decision) is { } blocked
            ? new(blocked)
            : Replace(
                session,
                record!,
                decision,
                AuditAction.Fail,
                RecordState.Failed(reason, DecidedBy.Teacher),
                reason
            );

    public static RecordChange<Outcome<SessionRecord, TeacherRefusal>> Delete(
        ClassSession session,
        AttendanceRecord? record,
        TeacherDecision decision,
        string reason
    ) =>
        FindBlocker(session, record, decision) is { } blocked
            ? new(blocked)
            : Replace(
                session,
                record!,
                decision,
                AuditAction.DeleteRecord,
                record!.State with
                {
                    IsDeleted = true,
                },
                reason
            );

    /// <summary>Adds a student, or decides about one who has a record already. A name from the portal stays.</summary>
    public static RecordChange<Outcome<SessionRecord, TeacherRefusal>> Add(
        ClassSession session,
        AttendanceRecord? record,
        TeacherDecision decision,
        string studentName,
        bool nameIsFromPortal,
        bool isAttended,
        string? reason
    )
    {
        if (FindSessionBlocker(session, decision) is { } blocked)
            return new(blocked);

        var added = record ?? NewRecord(session, decision, studentName, nameIsFromPortal);
        if (!added.NameIsFromPortal)
            added = added with { StudentName = studentName, NameIsFromPortal = nameIsFromPortal };
        var state = isAttended
            ? RecordState.Present(decision.Now, DecidedBy.Teacher)
            : RecordState.Failed(reason ?? AbsentWithoutReason, DecidedBy.Teacher);
        return Replace(session, added, decision, AuditAction.Add, state, reason);
    }

    /// <summary>
    /// Excuses a student, with or without a record; the student reads the note. A new record needs a name.
    /// </summary>
    public static RecordChange<Outcome<SessionRecord, TeacherRefusal>> Excuse(
        ClassSession session,
        AttendanceRecord? record,
        TeacherDecision decision,
        string note,
        string? studentName = null,
        bool nameIsFromPortal = false
    )
    {
        if (FindSessionBlocker(session, decision) is { } blocked)
            return new(blocked);
        if (
            (record ?? (studentName is null ? null : NewRecord(session, decision, studentName, nameIsFromPortal)))
            is not { } excused
        )
            return new(TeacherRefusal.NameNeeded);
        return Replace(
            session,
            excused,
            decision,
            AuditAction.Excuse,
            RecordState.Failed(note, DecidedBy.Teacher) with
            {
                Excused = true,
                Note = note,
            },
            note
        );
    }

    /// <summary>
    /// Restores what the last decision by hand replaced; of an addition that is a deleted record. A face check that the
    /// decision stopped is restored as timed out, because its pictures are deleted.
    /// </summary>
    public static RecordChange<Outcome<SessionRecord, TeacherRefusal>> Undo(
        ClassSession session,
        AttendanceRecord? record,
        TeacherDecision decision
    )
    {
        if (FindSessionBlocker(session, decision) is { } blocked)
            return new(blocked);
        if (record is null)
            return new(TeacherRefusal.RecordNotFound);
        if (record.Replaced is not { } replaced)
            return new(record.State.IsDeleted ? TeacherRefusal.RecordNotFound : TeacherRefusal.NothingToUndo);

        var state = replaced switch
        {
            // Whatever the record said before it was deleted: nobody is present now.
            { IsDeleted: true } => NeverRecorded,
            { DecidedBy: DecidedBy.System, FailReason: FailReasons.Pending } => replaced with
            {
                FailReason = FailReasons.TimedOut,
            },
            _ => replaced,
        };
        var change = Replace(session, record, decision, AuditAction.Undo, state, reason: null);
        var restored = change.Record! with { Replaced = null };
        return change with { Outcome = new SessionRecord(session, restored), Record = restored };
    }

    private static AttendanceRecord NewRecord(
        ClassSession session,
        TeacherDecision decision,
        string studentName,
        bool nameIsFromPortal
    ) =>
        new()
        {
            SessionId = session.Id,
            StudentNumber = decision.StudentNumber,
            StudentName = studentName,
            NameIsFromPortal = nameIsFromPortal,
            State = NeverRecorded,
            UpdatedAt = decision.Now,
        };

    private static RecordChange<Outcome<SessionRecord, TeacherRefusal>> Replace(
        ClassSession session,
        AttendanceRecord record,
        TeacherDecision decision,
        AuditAction action,
        RecordState state,
        string? reason
    )
    {
        var written = record with { State = state, Replaced = record.State, UpdatedAt = decision.Now };
        return new(new SessionRecord(session, written))
        {
            Record = written,
            OutcomeOf = stamped => new SessionRecord(session, stamped),
            Audit = new(decision.Now, decision.Actor, action, record.StudentNumber, record.State, state, reason),
            StopsCheck = record.IsPending ? record.VerificationId : null,
        };
    }

    private static TeacherRefusal? FindBlocker(
        ClassSession session,
        AttendanceRecord? record,
        TeacherDecision decision
    ) =>
        FindSessionBlocker(session, decision)
        ?? (record is null || record.State.IsDeleted ? TeacherRefusal.RecordNotFound : null);

    private static TeacherRefusal? FindSessionBlocker(ClassSession session, TeacherDecision decision)
    {
        if (session.TeacherNumber != decision.TeacherNumber)
            return TeacherRefusal.SessionNotFound;
        return decision.OnlyAfterEnd && !session.HasEnded(decision.Now) ? TeacherRefusal.StillLive : null;
    }
}
