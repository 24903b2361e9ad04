using Attn.Api.Platform.Wire;
using Attn.Domain;

namespace Attn.Api.Features.Courses;

/// <summary>An enrolment; what is missing stays as it is.</summary>
public sealed record EnrolmentRequest
{
    /// <summary>Needed for a student of whom no name is known.</summary>
    [PlainText(1, TextLimits.Name)]
    public string? StudentFullName { get; init; }

    [PlainText(1, 50)]
    public string? Group { get; init; }

    /// <summary>The first day that counts for the student.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day that counts for the student.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Whether the student need not attend.</summary>
    public bool? Exempt { get; init; }

    /// <summary>Needed where the student is exempt.</summary>
    [PlainText(1, TextLimits.Reason)]
    public string? ExemptReason { get; init; }

    internal Enrolment ApplyTo(Enrolment enrolment)
    {
        var isExempt = Exempt ?? enrolment.IsExempt;
        return enrolment with
        {
            Name = StudentFullName?.Trim() ?? enrolment.Name,
            Group = Group?.Trim() ?? enrolment.Group,
            From = From ?? enrolment.From,
            To = To ?? enrolment.To,
            IsExempt = isExempt,
            ExemptReason = isExempt ? ExemptReason?.Trim() ?? enrolment.ExemptReason : null,
        };
    }
}
