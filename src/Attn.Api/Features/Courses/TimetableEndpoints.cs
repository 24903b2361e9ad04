using System.Globalization;
using System.Text;
using System.Text.Json;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.OpenApi;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Attn.Storage.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.Courses;

/// <summary>When a course is taught.</summary>
internal static class TimetableEndpoints
{
    private const string Json = "application/json";

    private const string Example = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Example University//Timetable//EN
        BEGIN:VEVENT
        UID:1@example.edu
        DTSTAMP:20260901T000000Z
        DTSTART;TZID=Europe/Istanbul:20260928T090000
        DTEND;TZID=Europe/Istanbul:20260928T110000
        RRULE:FREQ=WEEKLY;COUNT=14
        SUMMARY:Algebra
        END:VEVENT
        END:VCALENDAR

        """;

    public static void Map(IEndpointRouteBuilder teacher)
    {
        var group = teacher
            .MapGroup("/courses/{course}/timetable")
            .WithTags("Courses")
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithProblems(ProblemKinds.CourseNotFound, ProblemKinds.NotValid);

        group.MapGet("", Read).WithName("readTimetable").WithSummary("When the course is taught.");
        group
            .MapPut("", Replace)
            .WithName("replaceTimetable")
            .WithSummary("Replace the timetable: weekly slots and days off, or an iCalendar file.")
            .WithDescription(
                "Of an iCalendar file (Content-Type: text/calendar) events with times become slots and events of whole "
                    + "days become days off, as far as they lie in the course's term. Recurrences need an end."
            )
            .Accepts<TimetableRequest>(Json, CalendarFile.MediaType)
            .WithMetadata(
                new RequestSizeLimitAttribute(CalendarFile.MaxBytes),
                new RequestText(CalendarFile.MediaType, Example)
            )
            .WithProblems(ProblemKinds.TooLarge);
    }

    private static async Task<Results<Ok<TimetableResponse>, ProblemHttpResult>> Read(
        Guid course,
        CurrentUser user,
        CourseCatalogue courses,
        Timetables timetables,
        CancellationToken cancellationToken
    ) =>
        await courses.FindAsync(course, user.Number, cancellationToken) is null
            ? Problems.Of(ProblemKinds.CourseNotFound)
            : await AnswerAsync(course, timetables, cancellationToken);

    private static async Task<Results<Ok<TimetableResponse>, ProblemHttpResult>> Replace(
        Guid course,
        HttpRequest request,
        CurrentUser user,
        CourseCatalogue courses,
        Timetables timetables,
        TermCalendar calendar,
        CancellationToken cancellationToken
    )
    {
        if (await courses.FindAsync(course, user.Number, cancellationToken) is not { } found)
            return Problems.Of(ProblemKinds.CourseNotFound);
        var (timetable, bodyProblem) = await ReadBodyAsync(request, found.Term, calendar.Zone, cancellationToken);
        if (bodyProblem is not null)
            return bodyProblem;
        if (TimetableRules.FindProblem(timetable!) is { } problem)
            return ProblemOf(problem);
        return await timetables.ReplaceAsync(course, timetable!, cancellationToken)
            ? await AnswerAsync(course, timetables, cancellationToken)
            : Problems.Of(ProblemKinds.CourseNotFound);
    }

    private static async Task<Ok<TimetableResponse>> AnswerAsync(
        Guid course,
        Timetables timetables,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(TimetableResponse.Of((await timetables.ReadAsync([course], cancellationToken))[course]));

    private static async Task<(Timetable? Timetable, ProblemHttpResult? Problem)> ReadBodyAsync(
        HttpRequest request,
        Term term,
        TimeZoneInfo zone,
        CancellationToken cancellationToken
    )
    {
        if (request.HasJsonContentType())
            return await ReadJsonAsync(request, cancellationToken);
        using var reader = new StreamReader(request.Body, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var (timetable, problem) = CalendarFile.Read(await reader.ReadToEndAsync(cancellationToken), term, zone);
        return (timetable, problem is { } found ? Problems.Invalid("calendar", MessageOf(found)) : null);
    }

    private static async Task<(Timetable? Timetable, ProblemHttpResult? Problem)> ReadJsonAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (await request.ReadFromJsonAsync<TimetableRequest>(cancellationToken) is { } sent)
                return TimetableRequest.FindProblem(sent) is { } problem
                    ? (null, Problems.Invalid("slots", problem))
                    : (sent.ToTimetable(), null);
        }
        catch (JsonException)
        {
            // Answered like a body that says nothing.
        }

        return (
            null,
            Problems.Invalid(
                "slots",
                "Send {\"slots\": [{\"weekday\": 1, \"from\": \"09:00\", \"to\": \"11:00\"}], \"days_off\": []}, "
                    + "or an iCalendar file with Content-Type: text/calendar."
            )
        );
    }

    private static ProblemHttpResult ProblemOf(TimetableProblem problem)
    {
        var message = problem.Refusal switch
        {
            TimetableRefusal.NoSuchWeekday => "A weekday is 1 (Monday) to 7 (Sunday).",
            TimetableRefusal.EndsBeforeItBegins => "A slot ends after it begins, on the same day.",
            TimetableRefusal.LastDayBeforeFirst => "The last day is before the first one.",
            TimetableRefusal.Overlaps => "Two slots would run at the same time.",
            TimetableRefusal.TooManySlots => $"A timetable has {TimetableRules.MaxSlots} slots at most.",
            TimetableRefusal.TooManyDaysOff => $"A timetable has {TimetableRules.MaxDaysOff} days off at most.",
        };
        return Problems.Invalid(
            "slots",
            problem.Place is { } place
                ? string.Create(CultureInfo.InvariantCulture, $"Slot {place + 1}: {message}")
                : message
        );
    }

    private static string MessageOf(CalendarProblem problem) =>
        problem switch
        {
            CalendarProblem.NotACalendar => "This is no iCalendar file (RFC 5545).",
            CalendarProblem.NoEvents => "The calendar has no events.",
            CalendarProblem.TooManyEvents => "The calendar has too many events: export this course alone.",
            CalendarProblem.EventWithoutTime => "An event has no start or no end.",
            CalendarProblem.EndlessRecurrence => "An event recurs for ever: give it an end (UNTIL or COUNT).",
            CalendarProblem.UnsupportedRecurrence => "An event recurs otherwise than by days, weeks or months.",
            CalendarProblem.UnreadableEvent => "An event's time zone is unknown, or its recurrence never happens.",
            CalendarProblem.NothingInTerm =>
                "Nothing in the calendar lies in the term of the course. Nothing was changed.",
            CalendarProblem.EventOverMidnight => "An event does not end on the day on which it starts.",
        };
}
