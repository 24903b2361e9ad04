using System.ComponentModel;
using Attn.Domain;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Courses;

/// <summary>The policy of a course, and the versions before it.</summary>
public sealed record PolicyResponse
{
    [Description("0: the course has no policy of its own, and the institution's counts.")]
    public required int Version { get; init; }

    public required CountedUnit Counts { get; init; }

    public required ExcusedRule Excused { get; init; }

    public required int LatesPerAbsence { get; init; }

    public required decimal LimitPercent { get; init; }

    [Description("Whether the limit is the institution's for the kind of course.")]
    public required bool IsDefaultLimit { get; init; }

    public required decimal? PlannedUnits { get; init; }

    public required decimal? HoursPerSession { get; init; }

    public required string? ChangedBy { get; init; }

    public required DateTimeOffset? ChangedAt { get; init; }

    [Description("Every version that was saved, the oldest first; the last one is in force.")]
    public required IReadOnlyList<PolicyVersionResponse> History { get; init; }

    internal static PolicyResponse Of(IReadOnlyList<StoredPolicy> versions, CoursePolicy inForce)
    {
        var latest = versions.Count > 0 ? versions[^1] : null;
        return new()
        {
            Version = latest?.Version ?? 0,
            Counts = inForce.Counts,
            Excused = inForce.Excused,
            LatesPerAbsence = inForce.LatesPerAbsence,
            LimitPercent = inForce.LimitPercent,
            IsDefaultLimit = latest?.LimitPercent is null,
            PlannedUnits = inForce.PlannedUnits,
            HoursPerSession = inForce.HoursPerSession,
            ChangedBy = latest?.ChangedBy,
            ChangedAt = latest?.ChangedAt,
            History = [.. versions.Select(PolicyVersionResponse.Of)],
        };
    }
}

/// <summary>One version of a policy, as somebody saved it.</summary>
public sealed record PolicyVersionResponse
{
    public required int Version { get; init; }

    public required string ChangedBy { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required CountedUnit Counts { get; init; }

    public required ExcusedRule Excused { get; init; }

    public required int LatesPerAbsence { get; init; }

    [Description("Null: the institution's.")]
    public required decimal? LimitPercent { get; init; }

    public required decimal? PlannedUnits { get; init; }

    public required decimal? HoursPerSession { get; init; }

    internal static PolicyVersionResponse Of(StoredPolicy policy) =>
        new()
        {
            Version = policy.Version,
            ChangedBy = policy.ChangedBy,
            ChangedAt = policy.ChangedAt,
            Counts = policy.Counts,
            Excused = policy.Excused,
            LatesPerAbsence = policy.LatesPerAbsence,
            LimitPercent = policy.LimitPercent,
            PlannedUnits = policy.PlannedUnits,
            HoursPerSession = policy.HoursPerSession,
        };
}
