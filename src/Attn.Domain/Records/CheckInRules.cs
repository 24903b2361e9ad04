namespace Attn.Domain;

/// <summary>
/// The rules of a check-in: a success, a pending face check or a teacher's decision blocks another try; after any
/// failure the student may try again.
/// </summary>
public static class CheckInRules
{
    /// <summary>Refused face checks of one student in one session, after which the teacher decides.</summary>
    public const int MaxFailedFaceChecks = 5;

    public static RecordChange<Outcome<SessionRecord, CheckInRefusal>> CheckIn(
        ClassSession session,
        AttendanceRecord? record,
        CheckInAttempt attempt,
        DateTimeOffset now
    )
    {
        if (FindBlocker(session, record, attempt.Evidence.Selfie is not null, now) is { } blocked)
            return new(blocked);

        var written = (record ?? NewRecord(attempt, now)) with
        {
            StudentName = attempt.StudentName,
            NameIsFromPortal = true,
            State = StateOf(attempt.Evidence, now),
            Replaced = null,
            Attempts = (record?.Attempts ?? 0) + 1,
            Flags = FlagsOf(record, attempt),
            LastTryAt = now,
            VerificationId = attempt.Evidence.Selfie?.VerificationId,
            UpdatedAt = now,
            Selfies = attempt.Evidence.Selfie?.Mark is { } mark
                ? SelfieMarks.Add(record?.Selfies, mark)
                : record?.Selfies,
        };
        return new(new SessionRecord(session, written))
        {
            Record = written,
            OutcomeOf = stamped => new SessionRecord(session, stamped),
            StartsCheck = attempt.Evidence.Selfie is { } selfie ? CheckOf(session, attempt, selfie) : null,
            EndsCheck = record?.VerificationId,
        };
    }

    /// <summary>
    /// Why a try cannot count, or <c>null</c>. The store asks again, atomically, when it writes the try.
    /// </summary>
    /// <param name="withSelfie">Whether the try starts a face check, of which a student has a limited number.</param>
    public static CheckInRefusal? FindBlocker(
        ClassSession session,
        AttendanceRecord? record,
        bool withSelfie,
        DateTimeOffset now
    )
    {
        if (session.CancelledAt is not null)
            return CheckInRefusal.Cancelled;
        if (session.HasEnded(now))
            return CheckInRefusal.Ended;
        if (!session.HasStarted(now))
            return CheckInRefusal.NotStarted;
        if (record is null || record.State.IsDeleted)
            return null;
        if (record.State.IsAttended)
            return CheckInRefusal.AlreadyPresent;
        if (record.State.DecidedBy == DecidedBy.Teacher)
            return CheckInRefusal.DecidedByTeacher;
        if (record.IsPending)
            return CheckInRefusal.AlreadyPending;
        return withSelfie && record.RefusedComparisons >= MaxFailedFaceChecks ? CheckInRefusal.TooManyFaceChecks : null;
    }

    /// <summary>
    /// Whether the student's next try could count. After too many failed face checks it still can, without a face: the
    /// teacher decides.
    /// </summary>
    public static bool MayRetry(ClassSession session, AttendanceRecord record, DateTimeOffset now) =>
        FindBlocker(session, record, withSelfie: false, now) is null;

    /// <summary>
    /// A ticket says something when it is used first; at a later try, after a refused face perhaps, it is old without
    /// meaning anything.
    /// </summary>
    private static RecordFlags FlagsOf(AttendanceRecord? record, CheckInAttempt attempt)
    {
        var flags =
            attempt.Evidence.FailReason == FailReasons.NeedsTeacher
                ? FlagsWithoutFace(record)
                : record?.Flags ?? default;
        return record is { Attempts: > 0 } ? flags : flags.With(attempt.TicketFlags);
    }

    /// <summary>
    /// The flags of a record whose student wants no face check now: earlier refusals stay visible to the teacher.
    /// </summary>
    internal static RecordFlags FlagsWithoutFace(AttendanceRecord? record) =>
        record switch
        {
            null => default,
            { RefusedComparisons: > 0 } => record.Flags.With(RecordFlag.FaceRefusedBefore),
            _ => record.Flags,
        };

    private static AttendanceRecord NewRecord(CheckInAttempt attempt, DateTimeOffset now) =>
        new()
        {
            SessionId = attempt.SessionId,
            StudentNumber = attempt.StudentNumber,
            StudentName = attempt.StudentName,
            State = StateOf(attempt.Evidence, now),
            UpdatedAt = now,
        };

    private static RecordState StateOf(CheckInEvidence evidence, DateTimeOffset now) =>
        evidence.FailReason is { } reason
            ? RecordState.Failed(reason, DecidedBy.System)
            : RecordState.Present(now, DecidedBy.System);

    private static FaceCheck CheckOf(ClassSession session, CheckInAttempt attempt, SelfieCheck selfie) =>
        new(
            selfie.VerificationId,
            session.Id,
            attempt.StudentNumber,
            session.EndTime + selfie.Grace,
            selfie.PictureBytes
        );
}
