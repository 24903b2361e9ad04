using Attn.Api.Features.Joining;
using Attn.Api.Platform.Observability;
using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Api.Features.CheckIn;

/// <summary>
/// Collects the evidence that a class session asks for, then lets the store decide and write in one step.
/// </summary>
internal sealed class CheckInService(
    ILiveStore live,
    CheckInWriter writer,
    SelfieCheckIn selfies,
    JoinTicketService tickets,
    ClassroomNetwork classroom,
    AttnMetrics metrics,
    TimeProvider time
)
{
    public async Task<AttendOutcome> AttendAsync(
        Guid id,
        CheckInCaller caller,
        Func<Task<SelfieUpload>> readSelfie,
        CancellationToken cancellationToken
    )
    {
        var outcome = await DecideAsync(id, caller, readSelfie, cancellationToken);
        metrics.CheckedIn(CheckInTags.Of(outcome));
        return outcome;
    }

    private async Task<AttendOutcome> DecideAsync(
        Guid id,
        CheckInCaller caller,
        Func<Task<SelfieUpload>> readSelfie,
        CancellationToken cancellationToken
    )
    {
        if (await live.FindSessionFactsAsync(id, cancellationToken) is not { } session)
            return await writer.ResolveMissingSessionAsync(id, cancellationToken);
        if (session.RequireCode)
        {
            if (!session.HasStarted(time.GetUtcNowMilliseconds()))
                return await ExplainAsync(id, AttendRefusal.NotStarted, cancellationToken);
            var ticket = await tickets.AdmitAsync(session, caller.JoinTicket, caller.Number, cancellationToken);
            if (ticket.IsRefused)
                return await ExplainAsync(id, Of(ticket.Refusal.Value), cancellationToken);
            caller = caller with { TicketFlags = ticket.Value.Flags };
        }

        if (session.SecurityOption.AsksForNetwork() && !IsInTheRoom(session, caller))
            return await writer.FailAsync(id, caller, FailReasons.WifiFailed, cancellationToken);
        return session.SecurityOption.AsksForFace()
            ? await selfies.AttendAsync(id, caller, readSelfie, cancellationToken)
            : await writer.RecordAsync(id, caller, CheckInEvidence.Complete, cancellationToken);
    }

    private bool IsInTheRoom(ClassSession session, CheckInCaller caller) =>
        caller.Address is { } address && classroom.Admits(address, session.TeacherAddress);

    /// <summary>
    /// The cached facts may be out of date: where the class session has ended, that is the better answer.
    /// </summary>
    private async Task<AttendOutcome> ExplainAsync(Guid id, AttendRefusal refusal, CancellationToken cancellationToken)
    {
        if (await live.FindSessionAsync(id, cancellationToken) is not { } session)
            return await writer.ResolveMissingSessionAsync(id, cancellationToken);
        return session.StatusAt(time.GetUtcNowMilliseconds()) switch
        {
            SessionStatus.Cancelled => AttendRefusal.Cancelled,
            SessionStatus.Ended => AttendRefusal.Ended,
            SessionStatus.Planned or SessionStatus.Live => refusal,
        };
    }

    private static AttendRefusal Of(TicketRefusal refusal) =>
        refusal switch
        {
            TicketRefusal.Missing => AttendRefusal.TicketMissing,
            TicketRefusal.NotValid => AttendRefusal.TicketNotValid,
            TicketRefusal.SomebodyElses => AttendRefusal.TicketNotYours,
        };
}
