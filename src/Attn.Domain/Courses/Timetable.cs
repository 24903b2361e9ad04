namespace Attn.Domain;

/// <summary>When a course is taught: the hours of its week, and the days on which it is not.</summary>
/// <param name="DaysOff">Whole days, in the institution's zone.</param>
public sealed record Timetable(IReadOnlyList<WeeklySlot> Slots, IReadOnlyList<DateOnly> DaysOff)
{
    public static Timetable Empty { get; } = new([], []);

    /// <summary>The slots of a day, earliest first; none on a day off.</summary>
    public IReadOnlyList<WeeklySlot> SlotsOn(DateOnly day) =>
        DaysOff.Contains(day) ? [] : [.. Slots.Where(slot => slot.OccursOn(day)).OrderBy(slot => slot.From)];

    /// <summary>Every slot of every day in a range, in the order of time.</summary>
    /// <param name="lastDay">Inclusive.</param>
    public IEnumerable<SlotOccurrence> Occurrences(DateOnly firstDay, DateOnly lastDay)
    {
        for (var number = firstDay.DayNumber; number <= lastDay.DayNumber; number++)
        {
            var day = DateOnly.FromDayNumber(number);
            foreach (var slot in SlotsOn(day))
                yield return new(day, slot);
        }
    }

    /// <summary>
    /// The slot that a class session belongs to: the one on its day that shares the most time with its window, the
    /// earlier one of two. Also on a day off: whoever teaches then, teaches that hour. <c>null</c>: it shares none.
    /// </summary>
    /// <param name="start">In the institution's zone.</param>
    /// <param name="end">In the institution's zone; may be after midnight.</param>
    public WeeklySlot? FindSlot(DateTime start, DateTime end)
    {
        var day = DateOnly.FromDateTime(start);
        return Slots
            .Where(slot => slot.OccursOn(day))
            .Select(slot => (slot, shared: SharedTicks(slot, day, start, end)))
            .Where(pair => pair.shared > 0)
            .OrderByDescending(pair => pair.shared)
            .ThenBy(pair => pair.slot.From)
            .Select(pair => pair.slot)
            .FirstOrDefault();
    }

    /// <summary>The slot that a class session belongs to; <c>null</c>: none.</summary>
    public SlotOccurrence? FindSlot(ClassSession session, TimeZoneInfo zone)
    {
        var start = TimeZoneInfo.ConvertTime(session.StartTime, zone).DateTime;
        var end = TimeZoneInfo.ConvertTime(session.EndTime, zone).DateTime;
        return FindSlot(start, end) is { } slot ? new(DateOnly.FromDateTime(start), slot) : null;
    }

    private static long SharedTicks(WeeklySlot slot, DateOnly day, DateTime start, DateTime end) =>
        Math.Min(day.ToDateTime(slot.To).Ticks, end.Ticks) - Math.Max(day.ToDateTime(slot.From).Ticks, start.Ticks);
}

public sealed record SlotOccurrence(DateOnly Day, WeeklySlot Slot)
{
    /// <summary>UTC.</summary>
    public DateTimeOffset StartIn(TimeZoneInfo zone) => LocalDays.InstantOf(Day, Slot.From, zone);

    /// <summary>UTC, exclusive.</summary>
    public DateTimeOffset EndIn(TimeZoneInfo zone) => LocalDays.InstantOf(Day, Slot.To, zone);
}
