using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Api.Features.Joining;

/// <summary>Issues tickets and checks them. The first signed-in student who uses a ticket becomes its owner, and only then is it stored.</summary>
internal sealed class JoinTicketService(JoinTickets tickets, ITicketStore store, TimeProvider time)
{
    public JoinTicket Issue(Guid sessionId) => JoinTicket.For(sessionId, time.GetUtcNowMilliseconds());

    public string Write(JoinTicket ticket) => tickets.Write(ticket);

    public JoinTicket? Read(string text) => tickets.Read(text);

    /// <summary>
    /// Why a student may not attend a session that asks for the code, or <c>null</c>. A ticket without an owner becomes the
    /// student's.
    /// </summary>
    public async Task<TicketRefusal?> FindRefusalAsync(
        Guid sessionId,
        string? text,
        string studentNumber,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrEmpty(text))
            return TicketRefusal.Missing;
        return tickets.Read(text) is { } ticket && ticket.SessionId == sessionId
            ? await ClaimAsync(ticket, studentNumber, cancellationToken)
            : TicketRefusal.NotValid;
    }

    /// <summary>Makes a student the owner of a ticket.</summary>
    /// <returns><c>null</c> when it is the student's, now or since before.</returns>
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
}
