namespace Attn.Domain;

/// <summary>An hour of the week in which a course is taught, in the institution's zone.</summary>
/// <param name="Weekday">1 (Monday) to 7 (Sunday), as ISO 8601 numbers them.</param>
/// <param name="To">Exclusive, on the same day.</param>
/// <param name="FirstDay"><c>null</c>: from the term's first day on.</param>
/// <param name="LastDay">Inclusive; <c>null</c>: to the term's last day.</param>
public sealed record WeeklySlot(
    int Weekday,
    TimeOnly From,
    TimeOnly To,
    DateOnly? FirstDay = null,
    DateOnly? LastDay = null
)
{
    /// <summary>
    /// What a class session in this slot counts: the exact length, breaks included, rounded half up to hundredths.
    /// </summary>
    public decimal Hours => SessionHours.Of(To - From);

    public static int WeekdayOf(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    public bool OccursOn(DateOnly day) => WeekdayOf(day) == Weekday && !(day < FirstDay) && !(day > LastDay);

    /// <summary>Whether there is a day on which both run at the same time.</summary>
    public bool Overlaps(WeeklySlot other) =>
        Weekday == other.Weekday && From < other.To && other.From < To && SharesADayWith(other);

    /// <summary>For slots of the same weekday.</summary>
    private bool SharesADayWith(WeeklySlot other)
    {
        var first = Later(FirstDay, other.FirstDay);
        var last = Earlier(LastDay, other.LastDay);
        if (first is null || last is null)
            return true;
        var daysUntilWeekday = (Weekday - WeekdayOf(first.Value) + 7) % 7;
        return last.Value.DayNumber - first.Value.DayNumber >= daysUntilWeekday;
    }

    private static DateOnly? Later(DateOnly? a, DateOnly? b) => a > b ? a : b ?? a;

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a < b ? a : b ?? a;
}
