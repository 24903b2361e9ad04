namespace Attn.Domain;

/// <summary>A class session as the rule of its course counts it.</summary>
/// <param name="Day">On which it started, in the institution's zone.</param>
/// <param name="Hours">See <see cref="SessionHours"/>.</param>
/// <param name="IsHeld">
/// <c>false</c>: cancelled, or finished before its start. Such a session counts for nobody, whatever records it has.
/// </param>
public sealed record CourseSession(DateOnly Day, decimal Hours, bool IsHeld = true)
{
    /// <param name="timetable">Of the course, for the length of the session's slot.</param>
    public static CourseSession Of(ClassSession session, CoursePolicy policy, Timetable timetable, TimeZoneInfo zone) =>
        Of(session, policy, zone, timetable.FindSlot(session, zone)?.Slot.Hours);

    /// <param name="slotHours">The length of its slot in the timetable; <c>null</c>: it has none.</param>
    public static CourseSession Of(
        ClassSession session,
        CoursePolicy policy,
        TimeZoneInfo zone,
        decimal? slotHours = null
    ) =>
        new(
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(session.StartTime, zone).DateTime),
            SessionHours.Of(session, policy, slotHours),
            session.Counts
        );

    /// <summary>What the session is worth: one, or its hours.</summary>
    public decimal UnitsIn(CountedUnit unit) =>
        unit switch
        {
            CountedUnit.Sessions => 1,
            CountedUnit.Hours => Hours,
        };
}
