using System.Globalization;

namespace Attn.Domain;

/// <summary>
/// When terms begin where nobody has entered them: every year on the same days, in the institution's zone.
/// </summary>
public sealed class TermCalendar
{
    /// <summary>The value of <c>TERM_STARTS</c> where none is set.</summary>
    public const string DefaultStarts = "09-01,02-01,07-01";

    private readonly IReadOnlyList<(int Month, int Day)> _starts;

    private TermCalendar(IReadOnlyList<(int Month, int Day)> starts, TimeZoneInfo zone)
    {
        _starts = starts;
        Zone = zone;
    }

    public TimeZoneInfo Zone { get; }

    /// <param name="starts">Days of a year, <c>MM-DD</c>, separated by commas; at least one.</param>
    /// <returns><c>null</c>: one of them is no day of every year, or stands there twice.</returns>
    public static TermCalendar? TryRead(string starts, TimeZoneInfo zone)
    {
        var days = new SortedSet<(int Month, int Day)>();
        foreach (var text in starts.Split(',', StringSplitOptions.TrimEntries))
        {
            // A year without 29 February: a term begins every year.
            if (
                !DateOnly.TryParseExact(
                    "2001-" + text,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                ) || !days.Add((day.Month, day.Day))
            )
                return null;
        }

        return new([.. days], zone);
    }

    /// <summary>The day in the institution's zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>UTC: the first instant of a term, and the first one after it.</summary>
    public (DateTimeOffset Start, DateTimeOffset End) RangeOf(Term term) =>
        (LocalDays.StartOf(term.FirstDay, Zone), LocalDays.EndOf(term.LastDay, Zone));

    /// <summary>
    /// The term of a day: the entered one that covers it, else one from the yearly start before the day to the next
    /// one, cut where entered terms begin or end.
    /// </summary>
    public Term TermOf(DateOnly day, IReadOnlyCollection<Term> entered)
    {
        if (entered.FirstOrDefault(term => term.Covers(day)) is { } known)
            return known;
        var first = StartsAround(day).Last(start => start <= day);
        var last = StartsAround(day).First(start => start > day).AddDays(-1);
        foreach (var term in entered)
        {
            if (term.LastDay < day && term.LastDay >= first)
                first = term.LastDay.AddDays(1);
            if (term.FirstDay > day && term.FirstDay <= last)
                last = term.FirstDay.AddDays(-1);
        }

        return new(Guid.CreateVersion7(), NameOf(first, last), first, last);
    }

    private static string NameOf(DateOnly first, DateOnly last) =>
        string.Create(CultureInfo.InvariantCulture, $"{first:yyyy-MM} – {last:yyyy-MM}");

    private IEnumerable<DateOnly> StartsAround(DateOnly day) =>
        from year in Enumerable.Range(day.Year - 1, 3)
        where year is >= 1 and <= 9999
        from start in _starts
        select new DateOnly(year, start.Month, start.Day);
}
