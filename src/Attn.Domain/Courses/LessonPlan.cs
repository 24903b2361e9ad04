namespace Attn.Domain;

/// <summary>The kind of a course, which decides how much of it a student has to attend.</summary>
public enum LessonKind
{
    Theory,
    Practice,
}

/// <summary>A teacher's plan of a course for the term.</summary>
/// <param name="PlannedSessions">Class sessions of the whole term; <c>null</c>: unknown.</param>
/// <param name="HoursPerSession">How many hours one class session counts in reports.</param>
public sealed record LessonPlan(int? PlannedSessions, decimal HoursPerSession, LessonKind Kind)
{
    /// <summary>The plan of a course for which the teacher made none.</summary>
    public static LessonPlan Unplanned { get; } = new(PlannedSessions: null, HoursPerSession: 1, LessonKind.Theory);
}
