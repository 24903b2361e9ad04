using Attn.Domain;
using Attn.Storage.Catalogue;

namespace Attn.Storage.Archive.Rows;

/// <summary>One version of a course's policy; the highest one is in force.</summary>
internal sealed record PolicyRow
{
    public required Guid CourseId { get; init; }

    public required int Version { get; init; }

    public required CountedUnit Counts { get; init; }

    public required ExcusedRule Excused { get; init; }

    public required int LatesPerAbsence { get; init; }

    /// <summary><c>null</c>: the installation's limit for the kind of course.</summary>
    public decimal? LimitPercent { get; init; }

    public decimal? PlannedUnits { get; init; }

    public decimal? HoursPerSession { get; init; }

    public required string ChangedBy { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public static PolicyRow From(Guid courseId, StoredPolicy policy) =>
        new()
        {
            CourseId = courseId,
            Version = policy.Version,
            Counts = policy.Counts,
            Excused = policy.Excused,
            LatesPerAbsence = policy.LatesPerAbsence,
            LimitPercent = policy.LimitPercent,
            PlannedUnits = policy.PlannedUnits,
            HoursPerSession = policy.HoursPerSession,
            ChangedBy = policy.ChangedBy,
            ChangedAt = policy.ChangedAt,
        };

    public StoredPolicy ToDomain() =>
        new(
            Version,
            Counts,
            Excused,
            LatesPerAbsence,
            LimitPercent,
            PlannedUnits,
            HoursPerSession,
            ChangedBy,
            ChangedAt
        );
}
