namespace Attn.Domain;

/// <summary>Which timetables make sense.</summary>
public static class TimetableRules
{
    /// <summary>Slots of one course: enough for a term in which every week is different.</summary>
    public const int MaxSlots = 200;

    /// <summary>Every day of a year.</summary>
    public const int MaxDaysOff = 366;

    /// <summary>The first thing that is wrong with a timetable, or <c>null</c>.</summary>
    public static TimetableProblem? FindProblem(Timetable timetable)
    {
        if (timetable.Slots.Count > MaxSlots)
            return new(TimetableRefusal.TooManySlots);
        if (timetable.DaysOff.Count > MaxDaysOff)
            return new(TimetableRefusal.TooManyDaysOff);
        for (var place = 0; place < timetable.Slots.Count; place++)
        {
            var slot = timetable.Slots[place];
            var refusal =
                FindSlotProblem(slot)
                ?? (timetable.Slots.Take(place).Any(slot.Overlaps) ? TimetableRefusal.Overlaps : null);
            if (refusal is { } found)
                return new(found, place);
        }

        return null;
    }

    private static TimetableRefusal? FindSlotProblem(WeeklySlot slot)
    {
        if (slot.Weekday is < 1 or > 7)
            return TimetableRefusal.NoSuchWeekday;
        if (slot.To <= slot.From)
            return TimetableRefusal.EndsBeforeItBegins;
        return slot.LastDay < slot.FirstDay ? TimetableRefusal.LastDayBeforeFirst : null;
    }
}

/// <param name="Place">Of the slot in the list, from 0; <c>null</c>: the whole timetable is refused.</param>
public sealed record TimetableProblem(TimetableRefusal Refusal, int? Place = null);

/// <summary>Why a timetable is refused.</summary>
public enum TimetableRefusal
{
    /// <summary>A weekday is 1 (Monday) to 7 (Sunday).</summary>
    NoSuchWeekday,

    /// <summary>A slot has to end after its beginning, on the same day.</summary>
    EndsBeforeItBegins,

    /// <summary>The slot's last day is before its first.</summary>
    LastDayBeforeFirst,

    /// <summary>The course is taught twice at the same time.</summary>
    Overlaps,

    /// <summary>More than <see cref="TimetableRules.MaxSlots"/>.</summary>
    TooManySlots,

    /// <summary>More than <see cref="TimetableRules.MaxDaysOff"/>.</summary>
    TooManyDaysOff,
}
