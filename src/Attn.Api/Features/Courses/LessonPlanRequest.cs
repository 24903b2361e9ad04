using System.ComponentModel.DataAnnotations;
using Attn.Domain;

namespace Attn.Api.Features.Courses;

public sealed record LessonPlanRequest
{
    /// <summary>Class sessions of the whole term; null: unknown.</summary>
    [Range(1, 200)]
    public int? PlannedSessions { get; init; }

    /// <summary>Hours that one class session counts, rounded to hundredths.</summary>
    [Range(0.25, 24.0)]
    public decimal HoursPerSession { get; init; } = 1;

    [Required]
    public CourseKind? Kind { get; init; }

    internal CoursePlan ToPlan() =>
        new(PlannedSessions, Math.Round(HoursPerSession, 2, MidpointRounding.AwayFromZero), Kind!.Value);
}
