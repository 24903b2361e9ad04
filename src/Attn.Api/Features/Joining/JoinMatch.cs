using Attn.Domain;

namespace Attn.Api.Features.Joining;

/// <summary>A class session that a code fits, and the ticket for it.</summary>
/// <param name="Ticket">As text.</param>
/// <param name="ExpiresAt">JOIN_TICKET_SECONDS from now while the ticket has no owner, else the end of the class
/// session.</param>
internal sealed record JoinMatch(ClassSession Session, string Ticket, DateTimeOffset ExpiresAt);
