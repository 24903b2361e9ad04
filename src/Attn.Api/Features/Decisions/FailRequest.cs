using System.ComponentModel.DataAnnotations;
using Attn.Api.Platform.Wire;

namespace Attn.Api.Features.Decisions;

public sealed record FailRequest
{
    /// <summary>Why the student is marked absent; the student reads it.</summary>
    [Required, PlainText(5, TextLimits.Reason)]
    public string? Reason { get; init; }
}
