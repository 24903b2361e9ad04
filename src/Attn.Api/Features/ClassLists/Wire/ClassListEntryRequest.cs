using Attn.Domain;

namespace Attn.Api.Features.ClassLists.Wire;

/// <summary>
/// A student of a class list. Of group, days and exemption, what is missing stays as the student has it; a <c>null</c>
/// takes it away.
/// </summary>
public sealed record ClassListEntryRequest
{
    private bool _saysGroup;
    private bool _saysFrom;
    private bool _saysTo;
    private bool _saysReason;

    public string? StudentSchoolNumber { get; init; }

    public string? StudentFullName { get; init; }

    // The deserializer sets only what the body names: that is how null differs from what is missing.
    public string? Group
    {
        get;
        init
        {
            field = value;
            _saysGroup = true;
        }
    }

    /// <summary>The first day that counts for the student.</summary>
    public DateOnly? From
    {
        get;
        init
        {
            field = value;
            _saysFrom = true;
        }
    }

    /// <summary>The last day that counts for the student.</summary>
    public DateOnly? To
    {
        get;
        init
        {
            field = value;
            _saysTo = true;
        }
    }

    /// <summary>Whether the student need not attend.</summary>
    public bool? Exempt { get; init; }

    /// <summary>Needed where the student is exempt.</summary>
    public string? ExemptReason
    {
        get;
        init
        {
            field = value;
            _saysReason = true;
        }
    }

    internal ClassListEntry ToEntry(string canonicalNumber) =>
        new(
            new(canonicalNumber, StudentFullName!.Trim())
            {
                WrittenNumber = StudentSchoolNumber!.Trim(),
                Group = Group?.Trim(),
                From = From,
                To = To,
                IsExempt = Exempt ?? false,
                ExemptReason = ExemptReason?.Trim(),
            }
        )
        {
            SaysGroup = _saysGroup,
            SaysFrom = _saysFrom,
            SaysTo = _saysTo,
            SaysExempt = Exempt is not null,
            SaysExemptReason = _saysReason,
        };
}
