using System.ComponentModel.DataAnnotations;
using Attn.Api.Platform.Wire;

namespace Attn.Api.Features.Decisions;

public sealed record ExcuseRequest
{
    /// <summary>Why the student is excused; the student reads it.</summary>
    [Required, PlainText(3, TextLimits.Reason)]
    public string? Note { get; init; }

    /// <summary>Needed for a student who has no record and whose name is unknown.</summary>
    [PlainText(3, TextLimits.Name)]
    public string? StudentFullName { get; init; }
}
