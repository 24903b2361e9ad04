using Attn.Domain;

namespace Attn.Storage.Archive.Rows;

/// <summary>A lesson that its teacher planned, or gave a class list.</summary>
internal sealed class LessonPlanRow
{
    public required string TeacherNumber { get; init; }

    /// <summary><see cref="Names.Key"/> of the lesson.</summary>
    public required string LessonKey { get; init; }

    public required string LessonName { get; init; }

    public int? PlannedSessions { get; init; }

    public required decimal HoursPerSession { get; init; }

    public required LessonKind Kind { get; init; }

    /// <summary>When the plan or its class list was written last.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    public LessonPlan ToPlan() => new(PlannedSessions, HoursPerSession, Kind);
}
