using System.ComponentModel.DataAnnotations;

namespace Attn.Api.Features.Consent;

public sealed record ConsentRequest
{
    [Required]
    public bool? Consented { get; init; }

    /// <summary>The version of the text that the student was shown; needed to agree, ignored otherwise.</summary>
    [StringLength(50)]
    public string? TextVersion { get; init; }
}
