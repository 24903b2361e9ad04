namespace Attn.Domain;

/// <summary>The rule by which a course counts attendance.</summary>
/// <param name="Counts">What is counted.</param>
/// <param name="Excused">What an excuse is worth.</param>
/// <param name="LatesPerAbsence">How many late arrivals make one absence, 1 to 10; 0: late is attended.</param>
/// <param name="LimitPercent">0 to 100: how much of the course must be attended. Exactly the limit is enough.</param>
/// <param name="PlannedUnits">Sessions or hours of the whole term; <c>null</c>: unknown.</param>
/// <param name="HoursPerSession">
/// Hours of a class session that says none itself and has no slot in the timetable; <c>null</c>: the length of its
/// window.
/// </param>
public sealed record CoursePolicy(
    CountedUnit Counts,
    ExcusedRule Excused,
    int LatesPerAbsence,
    decimal LimitPercent,
    decimal? PlannedUnits = null,
    decimal? HoursPerSession = null
);
