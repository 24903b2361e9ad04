using System.ComponentModel.DataAnnotations;
using Attn.Domain;
using Attn.Storage.Catalogue;

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

    /// <summary>The policy with this plan; what a lesson's plan does not say stays as it is.</summary>
    internal StoredPolicy Change(StoredPolicy policy)
    {
        var hours = Math.Round(HoursPerSession, 2, MidpointRounding.AwayFromZero);
        return policy with
        {
            PlannedUnits = policy.Counts == CountedUnit.Hours ? PlannedSessions * hours : PlannedSessions,
            HoursPerSession = hours,
        };
    }
}
