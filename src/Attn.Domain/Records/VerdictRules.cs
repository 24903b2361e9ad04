namespace Attn.Domain;

/// <summary>
/// What a verdict, a refused submission or the end of the grace period does to the record that waits for it.
/// </summary>
public static class VerdictRules
{
    /// <summary>
    /// A verdict settles the record once, even after the time-out, but never overrides another check or a teacher. A
    /// copy of the profile photo counts as a refused check, but the student is only told that the teacher looks: the
    /// teacher sees the flag, which stays whatever comes later.
    /// </summary>
    public static RecordChange<VerdictOutcome> Settle(
        AttendanceRecord? record,
        Guid verificationId,
        bool passed,
        string reason,
        DateTimeOffset now,
        bool isProfilePhotoCopy = false
    )
    {
        if (record is null || !WaitsFor(record, verificationId))
            return new(VerdictOutcome.AlreadySettled);

        var settled = record with
        {
            State = (passed, isProfilePhotoCopy) switch
            {
                (_, true) => RecordState.Failed(FailReasons.NeedsTeacher, DecidedBy.System),
                (true, _) => RecordState.Present(record.LastTryAt ?? now, DecidedBy.System),
                _ => RecordState.Failed(FailReasons.VerificationFailed(reason), DecidedBy.System),
            },
            RefusedComparisons = record.RefusedComparisons + (passed && !isProfilePhotoCopy ? 0 : 1),
            Flags = isProfilePhotoCopy ? record.Flags.With(RecordFlag.ProfilePhotoCopy) : record.Flags,
            UpdatedAt = now,
        };
        return new(VerdictOutcome.Settled) { Record = settled, EndsCheck = verificationId };
    }

    /// <summary>The verifier refuses this check for good; the student may try again.</summary>
    public static RecordChange<VerdictOutcome> RefuseSubmission(
        AttendanceRecord? record,
        Guid verificationId,
        DateTimeOffset now
    ) =>
        record is { IsPending: true } && WaitsFor(record, verificationId)
            ? GiveUp(record, FailReasons.SubmissionFailed, now) with
            {
                EndsCheck = verificationId,
            }
            : new(VerdictOutcome.AlreadySettled);

    /// <summary>
    /// The verifier took this check again and again and never answered; the student may try again. A verdict that comes
    /// all the same still corrects the record.
    /// </summary>
    public static RecordChange<VerdictOutcome> GiveUp(
        AttendanceRecord? record,
        Guid verificationId,
        DateTimeOffset now
    ) =>
        record is { IsPending: true } && WaitsFor(record, verificationId)
            ? GiveUp(record, FailReasons.TimedOut, now) with
            {
                StopsCheck = verificationId,
            }
            : new(VerdictOutcome.AlreadySettled);

    /// <summary>
    /// The student withdraws consent: the pictures are deleted and the teacher decides. A settled record stays.
    /// </summary>
    public static RecordChange<VerdictOutcome> Withdraw(
        AttendanceRecord? record,
        Guid verificationId,
        DateTimeOffset now
    ) =>
        record is { IsPending: true } && WaitsFor(record, verificationId)
            ? GiveUp(record with { Flags = CheckInRules.FlagsWithoutFace(record) }, FailReasons.NeedsTeacher, now) with
            {
                EndsCheck = verificationId,
            }
            : new(VerdictOutcome.AlreadySettled);

    /// <summary>The end of the grace period. A verdict that comes even later still corrects the record.</summary>
    public static RecordChange<VerdictOutcome> TimeOut(
        ClassSession session,
        AttendanceRecord? record,
        Guid verificationId,
        TimeSpan grace,
        DateTimeOffset now
    )
    {
        if (record is not { IsPending: true } || !WaitsFor(record, verificationId))
            return new(VerdictOutcome.AlreadySettled);
        if (session.EndTime + grace > now)
            return new(new VerdictOutcome(VerdictStatus.StillWaiting, session.EndTime + grace));
        return GiveUp(record, FailReasons.TimedOut, now) with { StopsCheck = verificationId };
    }

    private static bool WaitsFor(AttendanceRecord record, Guid verificationId) =>
        record.VerificationId == verificationId
        && record.State
            is {
                IsDeleted: false,
                DecidedBy: DecidedBy.System,
                FailReason: FailReasons.Pending or FailReasons.TimedOut
            };

    private static RecordChange<VerdictOutcome> GiveUp(AttendanceRecord record, string reason, DateTimeOffset now)
    {
        var failed = record with { State = RecordState.Failed(reason, DecidedBy.System), UpdatedAt = now };
        return new(VerdictOutcome.Settled) { Record = failed };
    }
}
