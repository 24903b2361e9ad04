namespace Attn.Domain;

/// <summary>
/// A student as a new class list has them. What the list does not say, such as the group where it has no column of
/// groups, stays as the student has it.
/// </summary>
public sealed record ClassListEntry(Enrolment Enrolment)
{
    public bool SaysGroup { get; init; }

    public bool SaysFrom { get; init; }

    public bool SaysTo { get; init; }

    public bool SaysExempt { get; init; }

    public bool SaysExemptReason { get; init; }

    /// <param name="before">What the student has; <c>null</c>: the student is new.</param>
    public Enrolment ApplyTo(Enrolment? before)
    {
        var isExempt = SaysExempt || before is null ? Enrolment.IsExempt : before.IsExempt;
        return Enrolment with
        {
            WrittenNumber = Enrolment.WrittenNumber ?? before?.WrittenNumber,
            Group = SaysGroup ? Enrolment.Group : before?.Group,
            From = SaysFrom ? Enrolment.From : before?.From,
            To = SaysTo ? Enrolment.To : before?.To,
            IsExempt = isExempt,
            ExemptReason =
                SaysExemptReason ? Enrolment.ExemptReason
                : isExempt ? before?.ExemptReason
                : null,
        };
    }
}
