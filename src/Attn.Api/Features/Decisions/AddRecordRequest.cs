using System.ComponentModel.DataAnnotations;
using Attn.Api.Platform.Wire;

namespace Attn.Api.Features.Decisions;

public sealed record AddRecordRequest
{
    [Required, SchoolNumber]
    public string? StudentSchoolNumber { get; init; }

    /// <summary>Shown unless the portal or the class list knows the student by name.</summary>
    [Required, PlainText(3, TextLimits.Name)]
    public string? StudentFullName { get; init; }

    [Required]
    public bool? IsAttended { get; init; }

    /// <summary>Why the student is absent; the student reads it.</summary>
    [PlainText(0, TextLimits.Reason)]
    public string? Reason { get; init; }

    internal Addition ToAddition() =>
        new(StudentFullName!.Trim(), IsAttended!.Value, string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim());
}
