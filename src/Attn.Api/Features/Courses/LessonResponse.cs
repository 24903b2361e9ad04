using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Attn.Domain;
using Attn.Storage.Archive;

namespace Attn.Api.Features.Courses;

public sealed record LessonPlanRequest
{
    /// <summary>Class sessions of the whole term; null: not known.</summary>
    [Range(1, 200)]
    public int? PlannedSessions { get; init; }

    /// <summary>Hours; kept to hundredths.</summary>
    [Range(0.25, 24.0)]
    public decimal HoursPerSession { get; init; } = 1;

    [Required]
    public LessonKind? Kind { get; init; }

    internal LessonPlan ToPlan() =>
        new(PlannedSessions, Math.Round(HoursPerSession, 2, MidpointRounding.AwayFromZero), Kind!.Value);
}

/// <summary>A lesson on the wire.</summary>
public sealed record LessonResponse
{
    public required string LessonName { get; init; }

    public required int? PlannedSessions { get; init; }

    public required decimal HoursPerSession { get; init; }

    public required LessonKind Kind { get; init; }

    [Description("Class sessions that have ended. One that was finished before it began is none.")]
    public required int HeldSessions { get; init; }

    public required DateTimeOffset? LastHeldAt { get; init; }

    public required bool HasClassList { get; init; }

    [Description("On the class list; without one, seen once.")]
    public required int StudentCount { get; init; }

    public static LessonResponse Of(Lesson lesson) =>
        new()
        {
            LessonName = lesson.Name,
            PlannedSessions = lesson.Plan.PlannedSessions,
            HoursPerSession = lesson.Plan.HoursPerSession,
            Kind = lesson.Plan.Kind,
            HeldSessions = lesson.HeldSessions,
            LastHeldAt = lesson.LastHeldAt,
            HasClassList = lesson.HasClassList,
            StudentCount = lesson.StudentCount,
        };
}

/// <summary>Who is expected in a lesson.</summary>
public sealed record ClassListResponse(string LessonName, bool HasClassList, IReadOnlyList<ListedStudent> Students)
{
    public static ClassListResponse Of(string lessonName, ExpectedStudents list) =>
        new(
            lessonName,
            list.HasClassList,
            [
                .. list.Students.Select(student => new ListedStudent
                {
                    StudentSchoolNumber = student.Number,
                    StudentFullName = student.Name,
                }),
            ]
        );
}

public sealed record ClassListRequest
{
    /// <summary>At most 5000; an empty list removes the class list.</summary>
    [Required]
    public IReadOnlyList<ListedStudent?>? Students { get; init; }
}

public sealed record ListedStudent
{
    public string? StudentSchoolNumber { get; init; }

    public string? StudentFullName { get; init; }
}
