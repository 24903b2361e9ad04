using Attn.Domain;
using Attn.Storage.Live;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Joining;

/// <summary>
/// Checks tickets. The first signed-in student who uses a ticket becomes its owner, and only then is it stored.
/// </summary>
internal sealed class JoinTicketService(
    JoinTickets tickets,
    ITicketStore store,
    TicketPlaces places,
    IOptions<JoinOptions> options,
    TimeProvider time
)
{
    /// <summary>
    /// Admits a student to a class session that has started and asks for the code. A ticket without an owner becomes
    /// the student's.
    /// </summary>
    public async Task<Outcome<Admission, TicketRefusal>> AdmitAsync(
        ClassSession session,
        string? text,
        string studentNumber,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrEmpty(text))
            return TicketRefusal.Missing;
        if (tickets.Read(text) is not { } ticket || ticket.SessionId != session.Id)
            return TicketRefusal.NotValid;
        return await ClaimAsync(ticket, studentNumber, cancellationToken) is { } refusal
            ? refusal
            : new Admission(await FindFlagsAsync(session, ticket, cancellationToken));
    }

    /// <summary>Makes a student the owner of a ticket.</summary>
    /// <returns><c>null</c>: the student owns it, since now or before.</returns>
    public async Task<TicketRefusal?> ClaimAsync(
        JoinTicket ticket,
        string studentNumber,
        CancellationToken cancellationToken
    )
    {
        var owner = ticket.HasExpired(time.GetUtcNowMilliseconds())
            ? await store.FindOwnerAsync(ticket, cancellationToken)
            : await store.BindAsync(ticket, studentNumber, cancellationToken);
        if (owner is null)
            return TicketRefusal.NotValid;
        return owner == studentNumber ? null : TicketRefusal.SomebodyElses;
    }

    private async Task<RecordFlags> FindFlagsAsync(
        ClassSession session,
        JoinTicket ticket,
        CancellationToken cancellationToken
    )
    {
        var flags = default(RecordFlags);
        if (ticket.IsLate(time.GetUtcNowMilliseconds(), options.Value.TicketLifetime))
            flags = flags.With(RecordFlag.LateTicket);
        if (await places.IsCrowdedAsync(session, ticket.Place, cancellationToken))
            flags = flags.With(RecordFlag.ManyFromOnePlace);
        return flags;
    }
}
