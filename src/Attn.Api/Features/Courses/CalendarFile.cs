using Attn.Domain;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Calendar = Ical.Net.Calendar;

namespace Attn.Api.Features.Courses;

/// <summary>
/// Reads a timetable from an iCalendar file (RFC 5545): events with times become weekly slots, events of whole days
/// become days off. Only what lies in the term counts.
/// </summary>
internal static class CalendarFile
{
    public const string MediaType = "text/calendar";

    /// <summary>Two terms of a whole faculty; a course's own calendar is a few kilobytes.</summary>
    public const long MaxBytes = 512 * 1024;

    private const int MaxEvents = 2000;

    /// <summary>Of all events, before the term's end.</summary>
    private const int MaxOccurrences = 5000;

    private static readonly FrequencyType[] Bounded =
    [
        FrequencyType.Daily,
        FrequencyType.Weekly,
        FrequencyType.Monthly,
    ];

    public static (Timetable? Timetable, CalendarProblem? Problem) Read(string text, Term term, TimeZoneInfo zone)
    {
        CalendarCollection calendars;
        try
        {
            calendars = CalendarCollection.Load(text);
        }
        // The parser reports what it does not understand in many ways.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (null, CalendarProblem.NotACalendar);
        }

        var events = calendars.SelectMany(calendar => calendar.Events).Take(MaxEvents + 1).ToList();
        if (events.Count == 0)
            return (null, CalendarProblem.NoEvents);
        if (events.Count > MaxEvents)
            return (null, CalendarProblem.TooManyEvents);
        return events.Select(FindProblem).FirstOrDefault(problem => problem is not null) is { } problem
            ? (null, problem)
            : Expand(events, term, zone);
    }

    /// <summary>A recurrence without an end would repeat the course in every term to come.</summary>
    private static CalendarProblem? FindProblem(CalendarEvent each)
    {
        if (each.DtStart is null || (each.DtEnd is null && each.Duration is null && each.DtStart.HasTime))
            return CalendarProblem.EventWithoutTime;
        if (each.RecurrenceRule is { Count: null, Until: null })
            return CalendarProblem.EndlessRecurrence;
        return each.RecurrenceRule is { } rule && !Bounded.Contains(rule.Frequency)
            ? CalendarProblem.UnsupportedRecurrence
            : null;
    }

    private static (Timetable? Timetable, CalendarProblem? Problem) Expand(
        List<CalendarEvent> events,
        Term term,
        TimeZoneInfo zone
    )
    {
        var lessons = new List<(DateOnly Day, TimeOnly From, TimeOnly To)>();
        var daysOff = new SortedSet<DateOnly>();
        var count = 0;
        foreach (var each in events)
        {
            foreach (var occurrence in each.GetOccurrences())
            {
                var start = LocalOf(occurrence.Period.StartTime, zone);
                var day = DateOnly.FromDateTime(start);
                if (day > term.LastDay)
                    break;
                if (++count > MaxOccurrences)
                    return (null, CalendarProblem.TooManyEvents);
                if (day < term.FirstDay)
                    continue;
                if (!occurrence.Period.StartTime.HasTime)
                {
                    daysOff.Add(day);
                    continue;
                }

                var end = LocalOf(occurrence.Period.EffectiveEndTime!, zone);
                if (end <= start || end.Date != start.Date)
                    return (null, CalendarProblem.EventOverMidnight);
                lessons.Add((day, TimeOnly.FromDateTime(start), TimeOnly.FromDateTime(end)));
            }
        }

        var slots = lessons
            .Distinct()
            .GroupBy(lesson => (Weekday: WeeklySlot.WeekdayOf(lesson.Day), lesson.From, lesson.To))
            .OrderBy(group => group.Key.Weekday)
            .ThenBy(group => group.Key.From)
            .SelectMany(group =>
                Weeks([.. group.Select(lesson => lesson.Day).Order()])
                    .Select(weeks => new WeeklySlot(
                        group.Key.Weekday,
                        group.Key.From,
                        group.Key.To,
                        weeks.First,
                        weeks.Last
                    ))
            );
        return (new([.. slots], [.. daysOff]), null);
    }

    /// <summary>Runs of days a week apart: a week without the lesson ends a run.</summary>
    private static IEnumerable<(DateOnly First, DateOnly Last)> Weeks(IReadOnlyList<DateOnly> days)
    {
        var first = days[0];
        for (var place = 1; place <= days.Count; place++)
        {
            if (place < days.Count && days[place].DayNumber - days[place - 1].DayNumber == 7)
                continue;
            yield return (first, days[place - 1]);
            if (place < days.Count)
                first = days[place];
        }
    }

    /// <summary>A time without a zone is the institution's.</summary>
    private static DateTime LocalOf(CalDateTime time, TimeZoneInfo zone) =>
        time.IsFloating || !time.HasTime ? time.Value : TimeZoneInfo.ConvertTimeFromUtc(time.AsUtc, zone);
}

/// <summary>Why an iCalendar file makes no timetable.</summary>
internal enum CalendarProblem
{
    NotACalendar,
    NoEvents,
    TooManyEvents,
    EventWithoutTime,
    EndlessRecurrence,
    UnsupportedRecurrence,
    EventOverMidnight,
}
