namespace Attn.Domain;

/// <summary>A term of the institution; no two of them share a day.</summary>
/// <param name="FirstDay">In the institution's zone.</param>
/// <param name="LastDay">Inclusive.</param>
public sealed record Term(Guid Id, string Name, DateOnly FirstDay, DateOnly LastDay)
{
    /// <summary>Somebody entered it; otherwise the yearly starts of <see cref="TermCalendar"/> made it.</summary>
    public bool IsEntered { get; init; }

    public bool Covers(DateOnly day) => day >= FirstDay && day <= LastDay;

    public bool Overlaps(Term other) => FirstDay <= other.LastDay && other.FirstDay <= LastDay;
}
