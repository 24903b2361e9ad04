using System.ComponentModel.DataAnnotations;
using Attn.Api.Platform.Wire;

namespace Attn.Api.Features.Decisions;

public sealed record DeleteRequest
{
    /// <summary>Kept in the audit trail.</summary>
    [Required, PlainText(10, TextLimits.Reason)]
    public string? Reason { get; init; }
}
