using Attn.Api.Platform.Observability;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Live;

namespace Attn.Api.Features.FaceChecks;

/// <summary>Brings the end of a face check to its record, wherever that is. Every step may be repeated.</summary>
internal sealed class VerdictService(
    ClassSessionStore book,
    IFaceCheckOutbox outbox,
    ILiveStore live,
    SessionArchive archive,
    AttnMetrics metrics,
    TimeProvider time
)
{
    /// <returns>Whether this verdict settled a record; <c>false</c>: the check is unknown or was settled before.</returns>
    public async Task<bool> SettleAsync(
        Guid verificationId,
        bool passed,
        string reason,
        CancellationToken cancellationToken
    )
    {
        if (await FindRecordOfAsync(verificationId, cancellationToken) is not { } key)
            return false;
        var now = time.GetUtcNowMilliseconds();
        return await EndAsync(
            passed ? "passed" : "refused",
            key.SessionId,
            key.StudentNumber,
            verificationId,
            record => VerdictRules.Settle(record, verificationId, passed, reason, now),
            cancellationToken
        )
            is { Status: VerdictStatus.Settled };
    }

    public Task RefuseSubmissionAsync(FaceCheck check, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNowMilliseconds();
        return EndAsync(
            "not_submitted",
            check.SessionId,
            check.StudentNumber,
            check.VerificationId,
            record => VerdictRules.RefuseSubmission(record, check.VerificationId, now),
            cancellationToken
        );
    }

    /// <summary>The student withdrew the consent: the check ends without a verdict and the teacher looks.</summary>
    public Task WithdrawAsync(FaceCheck check, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNowMilliseconds();
        return EndAsync(
            "withdrawn",
            check.SessionId,
            check.StudentNumber,
            check.VerificationId,
            record => VerdictRules.Withdraw(record, check.VerificationId, now),
            cancellationToken
        );
    }

    /// <summary>Ends the wait for a verdict, unless the class session was extended meanwhile: then the check goes on.</summary>
    public async Task TimeOutAsync(FaceCheck check, TimeSpan grace, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNowMilliseconds();
        var outcome = await book.ChangeRecordAsync(
            check.SessionId,
            check.StudentNumber,
            (session, record) => VerdictRules.TimeOut(session, record, check.VerificationId, grace, now),
            cancellationToken
        );
        Count("timed_out", check.VerificationId, outcome);
        if (outcome?.Deadline is { } deadline)
            await ContinueAsync(check, deadline, cancellationToken);
        else
            await ForgetIfArchivedAsync(check.SessionId, check.VerificationId, cancellationToken);
    }

    private async Task<VerdictOutcome?> EndAsync(
        string verdict,
        Guid sessionId,
        string studentNumber,
        Guid verificationId,
        Func<AttendanceRecord?, RecordChange<VerdictOutcome>> rule,
        CancellationToken cancellationToken
    )
    {
        var outcome = await book.ChangeRecordAsync(
            sessionId,
            studentNumber,
            (_, record) => rule(record),
            cancellationToken
        );
        Count(verdict, verificationId, outcome);
        await ForgetIfArchivedAsync(sessionId, verificationId, cancellationToken);
        return outcome;
    }

    /// <summary>A check's id (version 7) holds the time of its upload.</summary>
    private void Count(string verdict, Guid verificationId, VerdictOutcome? outcome)
    {
        if (outcome is { Status: VerdictStatus.Settled } && UploadTimes.Of(verificationId) is { } uploaded)
            metrics.FaceCheckEnded(verdict, time.GetUtcNowMilliseconds() - uploaded);
    }

    private async Task ContinueAsync(FaceCheck check, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        await outbox.MoveDeadlineAsync(check.VerificationId, deadline, cancellationToken);
        await outbox.PostponeAsync(check.VerificationId, TimeSpan.Zero, cancellationToken);
    }

    /// <summary>
    /// An archived record's entry goes with its change (<see cref="ClassSessionStore"/>); this finds the one that a crash left behind, whose record
    /// has nothing to change any more.
    /// </summary>
    private async Task ForgetIfArchivedAsync(Guid sessionId, Guid verificationId, CancellationToken cancellationToken)
    {
        if (await live.FindSessionAsync(sessionId, cancellationToken) is null)
            await outbox.RemoveAsync(verificationId, cancellationToken);
    }

    private async Task<(Guid SessionId, string StudentNumber)?> FindRecordOfAsync(
        Guid verificationId,
        CancellationToken cancellationToken
    )
    {
        if (await outbox.FindAsync(verificationId, cancellationToken) is { } check)
            return (check.SessionId, check.StudentNumber);
        return await archive.FindByVerificationAsync(verificationId, cancellationToken) is { } record
            ? (record.SessionId, record.StudentNumber)
            : null;
    }
}
