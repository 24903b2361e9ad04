namespace Attn.Domain;

/// <summary>A student's try, after the checks that need no store: what the network and the request itself have shown.</summary>
public sealed record CheckInAttempt(Guid SessionId, string StudentNumber, string StudentName, CheckInEvidence Evidence);

/// <summary>What a try brought. Closed.</summary>
public abstract record CheckInEvidence
{
    private CheckInEvidence() { }

    /// <summary>Everything the session asks for.</summary>
    public sealed record Enough : CheckInEvidence;

    /// <summary>Not enough, with one of <see cref="FailReasons"/>; the student may try again.</summary>
    public sealed record Failed(string Reason) : CheckInEvidence;

    /// <summary>A selfie that is to be compared.</summary>
    /// <param name="Grace">How long after the session's end a verdict is waited for.</param>
    public sealed record Selfie(Guid VerificationId, long PictureBytes, TimeSpan Grace) : CheckInEvidence;
}

/// <summary>How a try ended. Closed.</summary>
public abstract record CheckInOutcome
{
    private CheckInOutcome() { }

    /// <summary>The record says what came of it: present, failed or pending.</summary>
    public sealed record Recorded(ClassSession Session, AttendanceRecord Record) : CheckInOutcome;

    public sealed record NotStarted : CheckInOutcome;

    public sealed record Ended : CheckInOutcome;

    public sealed record AlreadyPresent : CheckInOutcome;

    public sealed record AlreadyPending : CheckInOutcome;

    public sealed record DecidedByTeacher : CheckInOutcome;

    public sealed record TooManyFaceChecks : CheckInOutcome;
}

/// <summary>The rules of a check-in: a success, a pending check or a teacher's decision blocks another try; every failure may be tried again.</summary>
public static class CheckInRules
{
    public const int MaxFailedFaceChecks = 5;

    public static RecordChange<CheckInOutcome> CheckIn(
        ClassSession session,
        AttendanceRecord? record,
        CheckInAttempt attempt,
        DateTimeOffset now
    )
    {
        if (FindBlocker(session, record, attempt.Evidence, now) is { } blocked)
            return new(blocked);

        var written = (record ?? NewRecord(attempt, now)) with
        {
            StudentName = attempt.StudentName,
            NameIsFromPortal = true,
            State = StateOf(attempt.Evidence, now),
            Replaced = null,
            Attempts = (record?.Attempts ?? 0) + 1,
            LastTryAt = now,
            VerificationId = (attempt.Evidence as CheckInEvidence.Selfie)?.VerificationId,
            UpdatedAt = now,
        };
        return new(new CheckInOutcome.Recorded(session, written))
        {
            Record = written,
            StartsCheck = attempt.Evidence is CheckInEvidence.Selfie selfie ? CheckOf(session, attempt, selfie) : null,
            EndsCheck = record?.VerificationId,
        };
    }

    /// <summary>What refuses a try with this evidence, or <c>null</c>. Asked again, atomically, when the try is written.</summary>
    public static CheckInOutcome? FindBlocker(
        ClassSession session,
        AttendanceRecord? record,
        CheckInEvidence evidence,
        DateTimeOffset now
    )
    {
        if (session.HasEnded(now))
            return new CheckInOutcome.Ended();
        if (!session.HasStarted(now))
            return new CheckInOutcome.NotStarted();
        if (record is null || record.State.IsDeleted)
            return null;
        if (record.State.IsAttended)
            return new CheckInOutcome.AlreadyPresent();
        if (record.State.DecidedBy == DecidedBy.Teacher)
            return new CheckInOutcome.DecidedByTeacher();
        if (record.IsPending)
            return new CheckInOutcome.AlreadyPending();
        return evidence is CheckInEvidence.Selfie && record.RefusedComparisons >= MaxFailedFaceChecks
            ? new CheckInOutcome.TooManyFaceChecks()
            : null;
    }

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
        evidence switch
        {
            CheckInEvidence.Enough => RecordState.Present(now, DecidedBy.System),
            CheckInEvidence.Failed failed => RecordState.Failed(failed.Reason, DecidedBy.System),
            CheckInEvidence.Selfie => RecordState.Failed(FailReasons.Pending, DecidedBy.System),
            _ => throw new InvalidOperationException($"Unknown evidence {evidence.GetType().Name}."),
        };

    private static FaceCheck CheckOf(ClassSession session, CheckInAttempt attempt, CheckInEvidence.Selfie selfie) =>
        new(
            selfie.VerificationId,
            session.Id,
            attempt.StudentNumber,
            session.EndTime + selfie.Grace,
            selfie.PictureBytes
        );
}
