using System.ComponentModel.DataAnnotations;
using Attn.Api.Platform.Wire;

namespace Attn.Api.Features.Decisions;

public sealed record AddRecordRequest
{
    [Required, SchoolNumber]
    public string? StudentSchoolNumber { get; init; }

    [Required, PlainText(3, TextLimits.Name)]
    public string? StudentFullName { get; init; }

    [Required]
    public bool? IsAttended { get; init; }

    [PlainText(0, TextLimits.Reason)]
    public string? Reason { get; init; }

    internal Addition ToAddition() =>
        new(
            StudentSchoolNumber!,
            StudentFullName!.Trim(),
            IsAttended!.Value,
            string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim()
        );
}

/// <summary>Why a student is marked absent by hand; the student reads it.</summary>
public sealed record FailRequest
{
    [Required, PlainText(5, TextLimits.Reason)]
    public string? Reason { get; init; }
}

/// <summary>Why something is deleted; the audit trail keeps it.</summary>
public sealed record DeleteRequest
{
    [Required, PlainText(10, TextLimits.Reason)]
    public string? Reason { get; init; }
}

/// <summary>What the historical routes answer.</summary>
internal sealed record StatusResponse(string Detail)
{
    public string Status { get; } = "success";
}
