namespace Attn.Domain;

/// <summary>How many hours a class session counts.</summary>
public static class SessionHours
{
    /// <summary>Of a session whose hours nobody gave: students check in within minutes, the lesson is longer.</summary>
    private const decimal MinWindowHours = 1;

    /// <summary>
    /// The first of these that is known: the hours given when the session was opened, the length of its slot in the
    /// timetable, the policy's hours per session, the length of its window (at least one hour).
    /// </summary>
    /// <param name="slotHours">
    /// See <see cref="Timetable.FindSlot(ClassSession, TimeZoneInfo)"/>; <c>null</c>: the session has no slot.
    /// </param>
    public static decimal Of(ClassSession session, CoursePolicy policy, decimal? slotHours) =>
        session.Hours
        ?? slotHours
        ?? policy.HoursPerSession
        ?? Math.Max(MinWindowHours, Of(session.EndTime - session.StartTime));

    /// <summary>A length in hours, rounded half up to hundredths.</summary>
    public static decimal Of(TimeSpan length) =>
        Math.Round((decimal)length.Ticks / TimeSpan.TicksPerHour, 2, MidpointRounding.AwayFromZero);
}
