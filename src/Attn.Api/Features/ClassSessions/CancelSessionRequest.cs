using System.ComponentModel.DataAnnotations;
using Attn.Api.Platform.Wire;

namespace Attn.Api.Features.ClassSessions;

public sealed record CancelSessionRequest
{
    /// <summary>Why the class does not take place; students read it.</summary>
    [Required, PlainText(5, TextLimits.Reason)]
    public string? Reason { get; init; }
}
