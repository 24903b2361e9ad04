namespace Attn.Domain;

/// <summary>A student on the class list of a course.</summary>
/// <param name="StudentNumber">Canonical; see <see cref="SchoolNumbers.Canonical"/>.</param>
/// <param name="Name">As the list writes it.</param>
public sealed record Enrolment(string StudentNumber, string Name)
{
    /// <summary>The student number as the list writes it.</summary>
    public string? WrittenNumber { get; init; }

    public string? Group { get; init; }

    /// <summary>
    /// The first day, in the institution's zone, on which a class session counts; <c>null</c>: the course's first.
    /// </summary>
    public DateOnly? From { get; init; }

    /// <summary>The last such day, inclusive; <c>null</c>: the course's last.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Whether the student need not attend, for example because of a repeated course.</summary>
    public bool IsExempt { get; init; }

    /// <summary>Set exactly when <see cref="IsExempt"/>.</summary>
    public string? ExemptReason { get; init; }

    public bool Covers(DateOnly day) => !(day < From) && !(day > To);
}
