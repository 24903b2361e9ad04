using System.ComponentModel;
using Attn.Domain;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Courses;

/// <summary>A course on the wire, where it is called a lesson.</summary>
public sealed record LessonResponse
{
    public required string LessonName { get; init; }

    public required int? PlannedSessions { get; init; }

    public required decimal HoursPerSession { get; init; }

    public required CourseKind Kind { get; init; }

    [Description("Class sessions that have ended, without those finished before their start.")]
    public required int HeldSessions { get; init; }

    public required DateTimeOffset? LastHeldAt { get; init; }

    public required bool HasClassList { get; init; }

    [Description("Students on the class list; without one, students seen in a class session.")]
    public required int StudentCount { get; init; }

    public required Guid CourseId { get; init; }

    public static LessonResponse Of(Course course)
    {
        var plan = StoredPolicy.PlanOf(course.Policy, course.Kind);
        return new()
        {
            LessonName = course.Name,
            PlannedSessions = plan.PlannedSessions,
            HoursPerSession = plan.HoursPerSession,
            Kind = course.Kind,
            HeldSessions = course.HeldSessions,
            LastHeldAt = course.LastHeldAt,
            HasClassList = course.HasClassList,
            StudentCount = course.StudentCount,
            CourseId = course.Id,
        };
    }
}
