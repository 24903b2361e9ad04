using Attn.Domain;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
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

    private static readonly FrequencyType[] Supported =
    [
        FrequencyType.Daily,
        FrequencyType.Weekly,
        FrequencyType.Monthly,
    ];

    /// <summary>A rule that never matches, such as 30 February, ends after so many days, weeks or months.</summary>
    private static readonly EvaluationOptions Evaluation = new() { MaxUnmatchedIncrementsLimit = 1000 };

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
        if (events.Select(FindProblem).FirstOrDefault(problem => problem is not null) is { } problem)
            return (null, problem);
        try
        {
            return Expand(calendars, term, zone);
        }
        // Zones that nobody knows, days that no calendar has, rules that never match: each is another exception.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (null, CalendarProblem.UnreadableEvent);
        }
    }

    /// <summary>A recurrence without an end would repeat the course in every term to come.</summary>
    private static CalendarProblem? FindProblem(CalendarEvent each)
    {
        if (each.DtStart is null || (each.DtEnd is null && each.Duration is null && each.DtStart.HasTime))
            return CalendarProblem.EventWithoutTime;
        // The library advises against several rules of one event, because it is to drop them.
#pragma warning disable CS0618
        if (each.RecurrenceRules.Count > 1)
            return CalendarProblem.UnsupportedRecurrence;
#pragma warning restore CS0618
        if (each.RecurrenceRule is { Count: null, Until: null })
            return CalendarProblem.EndlessRecurrence;
        // The library takes whatever sounds like UTC for UTC.
        if (!HasKnownZone(each.DtStart) || !HasKnownZone(each.DtEnd))
            return CalendarProblem.UnreadableEvent;
        return each.RecurrenceRule is { } rule && !IsSupported(rule) ? CalendarProblem.UnsupportedRecurrence : null;
    }

    /// <summary>Within a day nothing recurs: lists of hours, minutes and seconds multiply to millions.</summary>
    private static bool IsSupported(RecurrenceRule rule) =>
        Supported.Contains(rule.Frequency)
        && rule.ByHour.Count == 0
        && rule.ByMinute.Count == 0
        && rule.BySecond.Count == 0;

    private static bool HasKnownZone(CalDateTime? time) =>
        time?.TzId is not { } zone || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);

    private static (Timetable? Timetable, CalendarProblem? Problem) Expand(
        CalendarCollection calendars,
        Term term,
        TimeZoneInfo zone
    )
    {
        var lessons = new List<(DateOnly Day, TimeOnly From, TimeOnly To)>();
        var daysOff = new SortedSet<DateOnly>();
        var count = 0;
        foreach (var occurrence in calendars.SelectMany(calendar => OccurrencesUntil(term.LastDay, calendar, zone)))
        {
            if (++count > MaxOccurrences)
                return (null, CalendarProblem.TooManyEvents);
            var start = LocalOf(occurrence.Period.StartTime, zone);
            var end = LocalOf(occurrence.Period.EffectiveEndTime ?? occurrence.Period.StartTime, zone);
            var day = DateOnly.FromDateTime(start);
            if (!occurrence.Period.StartTime.HasTime)
            {
                daysOff.UnionWith(DaysOf(day, DateOnly.FromDateTime(end)).Where(term.Covers));
                continue;
            }

            if (day < term.FirstDay)
                continue;
            if (end <= start || end.Date != start.Date)
                return (null, CalendarProblem.EventOverMidnight);
            lessons.Add((day, TimeOnly.FromDateTime(start), TimeOnly.FromDateTime(end)));
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
        return lessons.Count == 0 && daysOff.Count == 0
            ? (null, CalendarProblem.NothingInTerm)
            : (new([.. slots], [.. daysOff]), null);
    }

    /// <summary>Of one calendar, by time: a single lecture that was moved stands where it was moved to.</summary>
    private static IEnumerable<Occurrence> OccurrencesUntil(DateOnly lastDay, Calendar calendar, TimeZoneInfo zone) =>
        calendar
            .GetOccurrences<CalendarEvent>(startTime: null, Evaluation)
            .TakeWhile(occurrence => DateOnly.FromDateTime(LocalOf(occurrence.Period.StartTime, zone)) <= lastDay)
            .Where(occurrence => occurrence.Source is not CalendarEvent { Status: EventStatus.Cancelled });

    /// <param name="end">Exclusive; an event without an end is one day long.</param>
    private static IEnumerable<DateOnly> DaysOf(DateOnly first, DateOnly end)
    {
        yield return first;
        // No holiday is longer than a year.
        for (var day = first.AddDays(1); day < end && day < first.AddYears(1); day = day.AddDays(1))
            yield return day;
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

    /// <summary>It would empty the timetable.</summary>
    NothingInTerm,

    /// <summary>An unknown zone, or a recurrence that never happens.</summary>
    UnreadableEvent,
}
