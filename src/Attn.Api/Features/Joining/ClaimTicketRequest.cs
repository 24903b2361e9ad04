using System.ComponentModel.DataAnnotations;
using Attn.Domain;

namespace Attn.Api.Features.Joining;

public sealed record ClaimTicketRequest
{
    [Required, StringLength(JoinCode.MaxCharacters)]
    public string? Ticket { get; init; }
}
