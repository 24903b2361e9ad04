using System.Globalization;
using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Courses;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Attn.Storage.Archive;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Reports;

/// <summary>What a teacher hands in: one class session, or a lesson over the term, as JSON, CSV or XLSX.</summary>
internal static class ReportEndpoints
{
    private static readonly string[] SessionHeader =
    [
        "Student number",
        "Name",
        "Status",
        "Time",
        "Reason",
        "Note",
        "Decided by",
    ];
    private static readonly string[] TermTotals =
    [
        "Attended",
        "Late",
        "Excused",
        "Absent",
        "Percentage",
        "Hours attended",
        "Hours missed",
        "Can still reach",
    ];

    public static void MapReports(this IEndpointRouteBuilder teacher)
    {
        var group = teacher
            .MapGroup("")
            .WithTags("Reports")
            .RequireRateLimiting(RateLimits.Reports)
            .ProducesProblem(404)
            .ProducesProblem(422);

        group
            .MapGet("/attendances/{id}/report", OfSession)
            .WithMetadata(new RequestTimeoutAttribute(TimeLimits.Transfer))
            .WithName("reportAttendance")
            .WithSummary("The report of one class session, live or past.")
            .Produces<SessionReportResponse>()
            .Produces(200, contentType: "text/csv")
            .Produces(200, contentType: XlsxReport.ContentType);
        group
            .MapGet("/lessons/{lesson}/report", OfLesson)
            .WithMetadata(new RequestTimeoutAttribute(TimeLimits.Transfer))
            .WithName("reportLesson")
            .WithSummary("A lesson over the term: students by past class sessions, with totals.")
            .Produces<TermReportResponse>()
            .Produces(200, contentType: "text/csv")
            .Produces(200, contentType: XlsxReport.ContentType);
    }

    private static async Task<IResult> OfSession(
        Guid id,
        [OneOf(ReportRequest.Json, ReportRequest.Csv, ReportRequest.Xlsx)] string? format,
        [OneOf(ReportRequest.Semicolon, ReportRequest.Comma)] string? separator,
        CurrentUser user,
        SessionReports reports,
        IOptions<ReportOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (await reports.FindAsync(id, user.Number, cancellationToken) is not { } found)
            return Problems.Of(ProblemKinds.SessionNotFound);
        var students = found.Students.Select(student => SessionStudentResponse.Of(found.Session, student));
        if (ReportRequest.FormatOf(format, separator) is not { } file)
            return TypedResults.Ok(
                new SessionReportResponse
                {
                    Session = SessionResponse.ForTeacher(found.Session, time.GetUtcNowMilliseconds()),
                    Students = students,
                }
            );
        var zone = options.Value.Zone;
        var table = new ReportTable(SessionHeader, students.Select(student => RowOf(student, zone)));
        return new ReportFile(found.Session.LessonName, Local(found.Session.StartTime, zone), table, file);
    }

    private static async Task<IResult> OfLesson(
        [PlainText(1, TextLimits.Name)] string lesson,
        [OneOf(ReportRequest.Json, ReportRequest.Csv, ReportRequest.Xlsx)] string? format,
        [OneOf(ReportRequest.Semicolon, ReportRequest.Comma)] string? separator,
        string? from,
        string? to,
        CurrentUser user,
        ClassLists lists,
        TermReports reports,
        IOptions<ReportOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!ReportRequest.TryParseDay(from, out var first))
            return Problems.Invalid("from", "Use a date such as 2026-02-18.");
        if (!ReportRequest.TryParseDay(to, out var last))
            return Problems.Invalid("to", "Use a date such as 2026-02-18.");
        if (last < first)
            return Problems.Invalid("to", "It must not be before from.");
        if (await lists.FindLessonAsync(user.Number, LessonName.Of(lesson), cancellationToken) is not { } found)
            return Problems.Of(ProblemKinds.LessonNotFound);

        var (zone, required) = (options.Value.Zone, options.Value.LimitOf(found.Plan.Kind));
        var range = new TermRange(
            first is { } since ? ReportRequest.StartOf(since, zone) : null,
            last is { } until ? ReportRequest.StartOf(until.AddDays(1), zone) : null
        );
        var sessions = await reports.ListSessionsAsync(user.Number, found.Name, range, cancellationToken);
        var students = reports
            .ReadTermAsync(user.Number, found.Name, range, sessions, cancellationToken)
            .Select(student => TermStudentResponse.Of(student, found.Plan, required));
        if (ReportRequest.FormatOf(format, separator) is { } file)
            return new ReportFile(
                found.Name,
                Local(time.GetUtcNowMilliseconds(), zone),
                TableOf(sessions, students, zone),
                file
            );
        return TypedResults.Ok(
            new TermReportResponse
            {
                Lesson = LessonResponse.Of(found),
                RequiredPercentage = required,
                Sessions =
                [
                    .. sessions.Select(session => new TermSessionResponse(
                        session.Id,
                        session.StartTime,
                        session.EndTime
                    )),
                ],
                Students = students,
            }
        );
    }

    private static ReportTable TableOf(
        IReadOnlyList<ClassSession> sessions,
        IAsyncEnumerable<TermStudentResponse> students,
        TimeZoneInfo zone
    ) =>
        new(
            [
                "Student number",
                "Name",
                .. sessions.Select(session =>
                    Local(session.StartTime, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
                ),
                .. TermTotals,
            ],
            students.Select(RowOf)
        );

    private static object?[] RowOf(SessionStudentResponse student, TimeZoneInfo zone) =>
        [
            student.UserSchoolNumber,
            student.UserFullName,
            Word(student.Status),
            student.AttendanceTime is { } at ? Local(at, zone) : null,
            student.FailReason,
            student.Note,
            student.DecidedBy?.ToString().ToLowerInvariant(),
        ];

    private static object?[] RowOf(TermStudentResponse student) =>
        [
            student.UserSchoolNumber,
            student.UserFullName,
            .. student.Cells.Select(Word),
            student.Attended,
            student.Late,
            student.Excused,
            student.Absent,
            student.Percentage,
            student.HoursAttended,
            student.HoursMissed,
            student.CanStillReach is { } can ? (can ? "yes" : "no") : null,
        ];

    /// <summary>As on the wire.</summary>
    private static string Word(AttendanceStatus status) => status.ToString().ToLowerInvariant();

    private static DateTime Local(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).DateTime;
}
