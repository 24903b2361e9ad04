using System.ComponentModel.DataAnnotations;

namespace Attn.Api.Features.ClassSessions;

public sealed record ExtendSessionRequest
{
    /// <summary>In the future, at most 24 hours after the start.</summary>
    [Required]
    public DateTimeOffset? EndTime { get; init; }
}
