using System.ComponentModel.DataAnnotations;
using Attn.Domain;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Courses;

/// <summary>How a course counts attendance.</summary>
public sealed record PolicyRequest
{
    [Required]
    public CountedUnit? Counts { get; init; }

    [Required]
    public ExcusedRule? Excused { get; init; }

    /// <summary>How many late arrivals make one absence, 1 to 10; 0: late is attended.</summary>
    [Required]
    public int? LatesPerAbsence { get; init; }

    /// <summary>0 to 100: how much must be attended; null: the institution's limit for the kind of course.</summary>
    public decimal? LimitPercent { get; init; }

    /// <summary>Sessions or hours of the whole term; null: unknown.</summary>
    public decimal? PlannedUnits { get; init; }

    /// <summary>
    /// Hours of a session that says none and has no slot in the timetable; null: those of its window.
    /// </summary>
    public decimal? HoursPerSession { get; init; }

    internal StoredPolicy ApplyTo(StoredPolicy policy) =>
        policy with
        {
            Counts = Counts!.Value,
            Excused = Excused!.Value,
            LatesPerAbsence = LatesPerAbsence!.Value,
            LimitPercent = LimitPercent,
            PlannedUnits = PlannedUnits,
            HoursPerSession = HoursPerSession,
        };
}
