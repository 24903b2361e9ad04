using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Api.Features.Joining;

/// <summary>What became of a ticket that a student showed. Closed.</summary>
internal abstract record TicketOutcome
{
    private TicketOutcome() { }

    /// <summary>It is this student's, now or since before.</summary>
    public sealed record Good : TicketOutcome;

    public sealed record Missing : TicketOutcome;

    /// <summary>Forged, expired before anybody used it, or of another class session.</summary>
    public sealed record NotValid : TicketOutcome;

    public sealed record SomebodyElses : TicketOutcome;
}

/// <summary>Hands tickets out and looks at them. A ticket is stored from its first use by a signed-in student on, and is that student's alone.</summary>
internal sealed class JoinTicketService(JoinTickets tickets, ITicketStore store, TimeProvider time)
{
    public JoinTicket Issue(Guid sessionId) => JoinTicket.For(sessionId, time.GetUtcNowMilliseconds());

    public string Write(JoinTicket ticket) => tickets.Write(ticket);

    public JoinTicket? Read(string text) => tickets.Read(text);

    /// <summary>Whether a student may try to attend a session that asks for the code; makes the ticket the student's if it is nobody's.</summary>
    public async Task<TicketOutcome> AdmitAsync(
        Guid sessionId,
        string? text,
        string studentNumber,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrEmpty(text))
            return new TicketOutcome.Missing();
        return tickets.Read(text) is { } ticket && ticket.SessionId == sessionId
            ? await GiveAsync(ticket, studentNumber, cancellationToken)
            : new TicketOutcome.NotValid();
    }

    /// <summary>Gives a ticket to a student, unless it is somebody else's or has expired before anybody used it.</summary>
    public async Task<TicketOutcome> GiveAsync(
        JoinTicket ticket,
        string studentNumber,
        CancellationToken cancellationToken
    )
    {
        var owner = ticket.HasExpired(time.GetUtcNowMilliseconds())
            ? await store.FindOwnerAsync(ticket, cancellationToken)
            : await store.BindAsync(ticket, studentNumber, cancellationToken);
        if (owner is null)
            return new TicketOutcome.NotValid();
        return owner == studentNumber ? new TicketOutcome.Good() : new TicketOutcome.SomebodyElses();
    }
}
