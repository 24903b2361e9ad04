namespace Attn.Domain;

/// <summary>A teacher's plan of a course for the term.</summary>
/// <param name="PlannedSessions">Class sessions of the whole term; <c>null</c>: unknown.</param>
/// <param name="HoursPerSession">How many hours one class session counts in reports.</param>
public sealed record CoursePlan(int? PlannedSessions, decimal HoursPerSession, CourseKind Kind)
{
    /// <summary>The plan of a course for which the teacher made none.</summary>
    public static CoursePlan Unplanned { get; } = new(PlannedSessions: null, HoursPerSession: 1, CourseKind.Theory);
}
