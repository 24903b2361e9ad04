using Attn.Api.Platform.Wire;
using Attn.Domain;

namespace Attn.Api.Features.Courses;

/// <summary>An enrolment. What is missing stays as it is; a <c>null</c> takes a group or a day away.</summary>
public sealed record EnrolmentRequest
{
    private bool _changesGroup;
    private bool _changesFrom;
    private bool _changesTo;

    /// <summary>Needed for a student of whom no name is known.</summary>
    [PlainText(1, TextLimits.Name)]
    public string? StudentFullName { get; init; }

    // The deserializer sets only what the body names: that is how null differs from what is missing.
    [PlainText(1, TextLimits.Group)]
    public string? Group
    {
        get;
        init
        {
            field = value;
            _changesGroup = true;
        }
    }

    /// <summary>The first day that counts for the student.</summary>
    public DateOnly? From
    {
        get;
        init
        {
            field = value;
            _changesFrom = true;
        }
    }

    /// <summary>The last day that counts for the student.</summary>
    public DateOnly? To
    {
        get;
        init
        {
            field = value;
            _changesTo = true;
        }
    }

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
            Group = _changesGroup ? Group?.Trim() : enrolment.Group,
            From = _changesFrom ? From : enrolment.From,
            To = _changesTo ? To : enrolment.To,
            IsExempt = isExempt,
            ExemptReason = ExemptReason?.Trim() ?? (isExempt ? enrolment.ExemptReason : null),
        };
    }
}
