using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;

namespace Attn.Api.Features.CheckIn;

/// <summary>Records a try by the rules of a check-in, atomically.</summary>
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
        var attempt = new CheckInAttempt(id, caller.Number, caller.User.FullName, evidence);
        var outcome = await live.ChangeRecordAsync(
            id,
            caller.Number,
            (session, record) => CheckInRules.CheckIn(session, record, attempt, now),
            cancellationToken
        );
        return outcome switch
        {
            null => await ResolveMissingSessionAsync(id, cancellationToken),
            { Value: { } recorded } => recorded,
            { Refusal: var refusal } => Of(refusal!.Value),
        };
    }

    /// <summary>Why a selfie cannot count, or <c>null</c>. Asked before the picture is read; the write asks again.</summary>
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

    /// <summary>A session that is no longer live has ended; one that the archive does not know either never existed.</summary>
    public async Task<AttendOutcome> ResolveMissingSessionAsync(Guid id, CancellationToken cancellationToken) =>
        await sessions.FindSessionAsync(id, cancellationToken) is null
            ? AttendRefusal.NoSuchSession
            : AttendRefusal.Ended;

    private static AttendRefusal Of(CheckInRefusal refusal) =>
        refusal switch
        {
            CheckInRefusal.NotStarted => AttendRefusal.NotStarted,
            CheckInRefusal.Ended => AttendRefusal.Ended,
            CheckInRefusal.AlreadyPresent => AttendRefusal.AlreadyPresent,
            CheckInRefusal.AlreadyPending => AttendRefusal.AlreadyPending,
            CheckInRefusal.DecidedByTeacher => AttendRefusal.DecidedByTeacher,
            CheckInRefusal.TooManyFaceChecks => AttendRefusal.TooManyFaceChecks,
        };
}
