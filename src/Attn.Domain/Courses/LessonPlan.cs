namespace Attn.Domain;

/// <summary>What a lesson is, which decides how much of it a student has to attend.</summary>
public enum LessonKind
{
    Theory,
    Practice,
}

/// <summary>What a teacher plans for a lesson over the term.</summary>
/// <param name="PlannedSessions">How many class sessions the term has; <c>null</c>: not known.</param>
/// <param name="HoursPerSession">What one class session counts in reports, in hours.</param>
public sealed record LessonPlan(int? PlannedSessions, decimal HoursPerSession, LessonKind Kind)
{
    /// <summary>What holds for a lesson that nobody planned.</summary>
    public static LessonPlan Unplanned { get; } = new(PlannedSessions: null, HoursPerSession: 1, LessonKind.Theory);
}
