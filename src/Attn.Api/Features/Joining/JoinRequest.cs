using System.ComponentModel.DataAnnotations;
using Attn.Domain;

namespace Attn.Api.Features.Joining;

public sealed record JoinRequest
{
    /// <summary>The scanned code, the typed one (case, spaces and dashes do not matter), or the whole link.</summary>
    [Required, StringLength(JoinCode.MaxCharacters)]
    public string? Code { get; init; }
}
