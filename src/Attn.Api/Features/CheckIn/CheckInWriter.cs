using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;

namespace Attn.Api.Features.CheckIn;

/// <summary>Records an attempt to check in, atomically.</summary>
internal sealed class CheckInWriter(ILiveStore live, ClassSessionStore sessions, TimeProvider time)
{
    /// <param name="reason">One of <see cref="FailReasons"/>.</param>
    public Task<AttendOutcome> FailAsync(
        Guid id,
        CheckInCaller caller,
        string reason,
        CancellationToken cancellationToken
    ) => RecordAsync(id, caller, CheckInEvidence.Failed(reason), cancellationToken);

    public async Task<AttendOutcome> RecordAsync(
        Guid id,
        CheckInCaller caller,
        CheckInEvidence evidence,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNowMilliseconds();
        var attempt = new CheckInAttempt(id, caller.Number, caller.User.FullName, evidence)
        {
            TicketFlags = caller.TicketFlags,
        };
        var outcome = await live.ChangeRecordAsync(
            id,
            caller.Number,
            (session, record) => CheckInRules.CheckIn(session, record, attempt, now),
            cancellationToken
        );
        if (outcome is null)
            return await ResolveMissingSessionAsync(id, cancellationToken);
        return outcome.IsRefused ? Of(outcome.Refusal.Value) : outcome.Value;
    }

    /// <summary>
    /// Why a selfie could not count, or <c>null</c>. Saves reading the picture; the write checks again.
    /// </summary>
    public async Task<AttendRefusal?> FindBlockerAsync(
        Guid id,
        CheckInCaller caller,
        CancellationToken cancellationToken
    )
    {
        if (await live.FindRecordAsync(id, caller.Number, cancellationToken) is not { } found)
            return null;
        var now = time.GetUtcNowMilliseconds();
        return CheckInRules.FindBlocker(found.Session, found.Record, withSelfie: true, now) is { } refusal
            ? Of(refusal)
            : null;
    }

    /// <summary>
    /// Tells a class session that has ended, and is in the archive, from one that never existed.
    /// </summary>
    public async Task<AttendOutcome> ResolveMissingSessionAsync(Guid id, CancellationToken cancellationToken) =>
        await sessions.FindSessionAsync(id, cancellationToken) switch
        {
            null => AttendRefusal.UnknownSession,
            { CancelledAt: not null } => AttendRefusal.Cancelled,
            _ => AttendRefusal.Ended,
        };

    private static AttendRefusal Of(CheckInRefusal refusal) =>
        refusal switch
        {
            CheckInRefusal.NotStarted => AttendRefusal.NotStarted,
            CheckInRefusal.Ended => AttendRefusal.Ended,
            CheckInRefusal.Cancelled => AttendRefusal.Cancelled,
            CheckInRefusal.AlreadyPresent => AttendRefusal.AlreadyPresent,
            CheckInRefusal.AlreadyPending => AttendRefusal.AlreadyPending,
            CheckInRefusal.DecidedByTeacher => AttendRefusal.DecidedByTeacher,
            CheckInRefusal.TooManyFaceChecks => AttendRefusal.TooManyFaceChecks,
        };
}
