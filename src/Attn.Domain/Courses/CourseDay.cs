namespace Attn.Domain;

/// <summary>A day of one course: what its timetable says, and which class sessions belong to it.</summary>
public static class CourseDay
{
    /// <summary>Where neither timetable nor past says anything.</summary>
    private static readonly TimeSpan UsualLength = TimeSpan.FromHours(1);

    /// <summary>
    /// Each class session with the slot that it belongs to, and each slot of the day that has none; by time. A slot can
    /// have several: one that was cancelled, and the one in its place.
    /// </summary>
    /// <param name="day">In the institution's zone, in the course's term.</param>
    /// <param name="sessions">Of the course, with a window that touches the day.</param>
    public static IReadOnlyList<DayEntry> Of(
        DateOnly day,
        Timetable timetable,
        IReadOnlyCollection<ClassSession> sessions,
        TimeZoneInfo zone
    )
    {
        var held = sessions.Select(session => new DayEntry(timetable.FindSlot(session, zone), session)).ToList();
        var taken = held.Select(entry => entry.Slot).ToHashSet();
        return
        [
            .. timetable
                .Occurrences(day, day)
                .Where(slot => !taken.Contains(slot))
                .Select(slot => new DayEntry(slot, Session: null))
                .Concat(held)
                .OrderBy(entry => entry.StartIn(zone)),
        ];
    }

    /// <summary>
    /// When a class session would end that a teacher opens now: with its slot or, where that is over or there is none,
    /// after as long a time as the course's latest session took.
    /// </summary>
    /// <param name="last">The latest one that took place; <c>null</c>: there was none.</param>
    public static DateTimeOffset EndIfOpened(DayEntry entry, ClassSession? last, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (entry.Slot?.EndIn(zone) is { } slotEnd && slotEnd > now)
            return slotEnd;
        if ((last ?? entry.Session) is { } like && like.EndTime > like.StartTime)
            return now + (like.EndTime - like.StartTime);
        return now + (entry.Slot is { Slot: var slot } ? slot.To - slot.From : UsualLength);
    }
}

/// <summary>At least one of the two is there.</summary>
/// <param name="Slot"><c>null</c>: the session lies outside the timetable.</param>
/// <param name="Session"><c>null</c>: nobody has planned or opened one in the slot.</param>
public sealed record DayEntry(SlotOccurrence? Slot, ClassSession? Session)
{
    public DateTimeOffset StartIn(TimeZoneInfo zone) => Slot?.StartIn(zone) ?? Session!.StartTime;
}
