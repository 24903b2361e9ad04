using Attn.Domain;

namespace Attn.Storage.Catalogue;

/// <summary>A course of one term, as somebody who teaches it sees it.</summary>
public sealed record Course
{
    public required Guid Id { get; init; }

    public required Term Term { get; init; }

    public required string Name { get; init; }

    public required string? Code { get; init; }

    public required string? Section { get; init; }

    public required CourseKind Kind { get; init; }

    /// <summary>Of whoever asked.</summary>
    public required TeacherRole Role { get; init; }

    /// <summary><c>null</c>: the installation's.</summary>
    public required StoredPolicy? Policy { get; init; }

    /// <summary>Class sessions in the archive. A live one is not among them.</summary>
    public required int HeldSessions { get; init; }

    /// <summary>The start of the latest of them.</summary>
    public required DateTimeOffset? LastHeldAt { get; init; }

    public required bool HasClassList { get; init; }

    /// <summary>Students on the class list or, without one, with a record.</summary>
    public required int StudentCount { get; init; }
}

/// <summary>What somebody calls a course to be made.</summary>
/// <param name="Section">Empty: the course has one section only.</param>
public sealed record CourseTitle(string Name, string? Code, string Section, CourseKind Kind);

/// <summary>A version of a course's policy.</summary>
/// <param name="LimitPercent"><c>null</c>: the installation's for the kind of course.</param>
/// <param name="ChangedBy">The teacher's number.</param>
public sealed record StoredPolicy(
    int Version,
    CountedUnit Counts,
    ExcusedRule Excused,
    int LatesPerAbsence,
    decimal? LimitPercent,
    decimal? PlannedUnits,
    decimal? HoursPerSession,
    string ChangedBy,
    DateTimeOffset ChangedAt
)
{
    /// <summary>The policy of version 0.1, before anybody changes it.</summary>
    public static StoredPolicy Unchanged { get; } =
        new(
            Version: 0,
            CountedUnit.Sessions,
            ExcusedRule.Neutral,
            LatesPerAbsence: 0,
            LimitPercent: null,
            PlannedUnits: null,
            HoursPerSession: null,
            ChangedBy: "",
            ChangedAt: default
        );

    /// <summary>What a lesson's plan says of it.</summary>
    public static CoursePlan PlanOf(StoredPolicy? policy, CourseKind kind)
    {
        var hours = policy?.HoursPerSession ?? CoursePlan.Unplanned.HoursPerSession;
        var sessions = policy?.Counts == CountedUnit.Hours ? policy.PlannedUnits / hours : policy?.PlannedUnits;
        return new(sessions is { } planned ? (int)Math.Ceiling(planned) : null, hours, kind);
    }
}
