using Attn.Api.Platform.Observability;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Live;

namespace Attn.Api.Features.FaceChecks;

/// <summary>Ends a face check in its record, live or archived. Every step may be repeated.</summary>
internal sealed class VerdictService(
    ClassSessionStore sessions,
    IFaceCheckOutbox outbox,
    ILiveStore live,
    SessionArchive archive,
    AttnMetrics metrics,
    TimeProvider time
)
{
    /// <returns><c>false</c>: the check is unknown or was settled before.</returns>
    public async Task<bool> SettleAsync(
        Guid verificationId,
        bool passed,
        string reason,
        bool isProfilePhotoCopy,
        CancellationToken cancellationToken
    )
    {
        if (await FindRecordOfAsync(verificationId, cancellationToken) is not { } key)
            return false;
        var now = time.GetUtcNowMilliseconds();
        return await EndAsync(
            passed && !isProfilePhotoCopy ? "passed" : "refused",
            key.SessionId,
            key.StudentNumber,
            verificationId,
            record => VerdictRules.Settle(record, verificationId, passed, reason, now, isProfilePhotoCopy),
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

    /// <summary>Ends a check that the verifier took again and again without a verdict.</summary>
    public Task GiveUpAsync(FaceCheck check, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNowMilliseconds();
        return EndAsync(
            "given_up",
            check.SessionId,
            check.StudentNumber,
            check.VerificationId,
            record => VerdictRules.GiveUp(record, check.VerificationId, now),
            cancellationToken
        );
    }

    /// <summary>
    /// Ends a check without a verdict, because the student withdrew the consent; the teacher decides.
    /// </summary>
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

    /// <summary>
    /// Ends the wait for a verdict, unless the class session was extended in the meantime: then the check goes on.
    /// </summary>
    public async Task TimeOutAsync(FaceCheck check, TimeSpan grace, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNowMilliseconds();
        var outcome = await sessions.ChangeRecordAsync(
            check.SessionId,
            check.StudentNumber,
            (session, record) => VerdictRules.TimeOut(session, record, check.VerificationId, grace, now),
            cancellationToken
        );
        Count("timed_out", check.VerificationId, outcome);
        if (outcome?.Deadline is { } deadline)
            await ContinueAsync(check, deadline, cancellationToken);
        else
            await RemoveIfArchivedAsync(check.SessionId, check.VerificationId, cancellationToken);
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
        var outcome = await sessions.ChangeRecordAsync(
            sessionId,
            studentNumber,
            (_, record) => rule(record),
            cancellationToken
        );
        Count(verdict, verificationId, outcome);
        await RemoveIfArchivedAsync(sessionId, verificationId, cancellationToken);
        return outcome;
    }

    /// <summary>The age of a check comes from its id, which holds the time of the upload.</summary>
    private void Count(string verdict, Guid verificationId, VerdictOutcome? outcome)
    {
        if (outcome is { Status: VerdictStatus.Settled } && UploadTimes.Of(verificationId) is { } uploadedAt)
            metrics.FaceCheckEnded(verdict, time.GetUtcNowMilliseconds() - uploadedAt);
    }

    private async Task ContinueAsync(FaceCheck check, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        await outbox.MoveDeadlineAsync(check.VerificationId, deadline, cancellationToken);
        await outbox.UndoDeliveryAsync(check.VerificationId, TimeSpan.Zero, cancellationToken);
    }

    /// <summary>
    /// Changing an archived record removes its entry in the outbox (<see cref="ClassSessionStore"/>). This removes an
    /// entry that a crash left behind, whose record no longer changes.
    /// </summary>
    private async Task RemoveIfArchivedAsync(Guid sessionId, Guid verificationId, CancellationToken cancellationToken)
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
