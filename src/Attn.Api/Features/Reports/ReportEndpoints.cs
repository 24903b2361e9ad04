using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Courses;
using Attn.Api.Features.History;
using Attn.Api.Features.Reports.Workbooks;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Storage.Catalogue;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.Reports;

/// <summary>A teacher's reports of one class session, or of a course over the term, as JSON, CSV or XLSX.</summary>
internal static class ReportEndpoints
{
    public static void Map(IEndpointRouteBuilder teacher)
    {
        var group = teacher
            .MapGroup("")
            .WithTags("Reports")
            .RequireRateLimiting(RateLimits.Reports)
            .WithMetadata(new RequestTimeoutAttribute(TimeLimits.Transfer))
            .WithProblems(ProblemKinds.NotValid);

        group
            .MapGet("/attendances/{id}/report", OfSession)
            .WithName("reportAttendance")
            .WithSummary("The report of one class session, live or past.")
            .Produces<SessionReportResponse>(200, "application/json", CsvReport.MediaType, WorkbookWriter.ContentType)
            .WithProblems(ProblemKinds.SessionNotFound);
        group
            .MapGet("/lessons/{lesson}/report", OfLesson)
            .WithName("reportLesson")
            .WithSummary("A lesson over the term: students by class sessions; a Link header names the next page.")
            .Produces<TermReportResponse>(200, "application/json", CsvReport.MediaType, WorkbookWriter.ContentType)
            .WithProblems(ProblemKinds.LessonNotFound);
        group
            .MapGet("/courses/{course}/report", OfCourse)
            .WithName("reportCourse")
            .WithSummary("A course over the term: students by class sessions; a Link header names the next page.")
            .Produces<TermReportResponse>(200, "application/json", CsvReport.MediaType, WorkbookWriter.ContentType)
            .WithProblems(ProblemKinds.CourseNotFound);
    }

    private static async Task<IResult> OfSession(
        Guid id,
        [AsParameters] ReportQuery query,
        SessionTeacher teacher,
        SessionReports reports,
        CancellationToken cancellationToken
    )
    {
        if (await reports.FindAsync(id, teacher.Number, query.IsFile, cancellationToken) is not { } report)
            return Problems.Of(ProblemKinds.SessionNotFound);
        return query.FileFormat() is { } format
            ? SessionReportFile.Of(report, format, query.Language)
            : TypedResults.Ok(SessionReportResponse.Of(report));
    }

    private static async Task<IResult> OfLesson(
        [PlainText(1, TextLimits.Name)] string lesson,
        [AsParameters] ReportQuery query,
        [AsParameters] TermPartQuery part,
        [FromQuery(Name = "term_id")] Guid? termId,
        CurrentUser user,
        LessonCourses courses,
        CourseReports reports,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        if (part.Read(out var first, out var last) is { } problem)
            return problem;
        var name = LessonName.Of(lesson);
        var found = await courses.FindOfDayAsync(user.Number, name, termId, first ?? last, cancellationToken);
        if (found is null)
            return Problems.Of(ProblemKinds.LessonNotFound);
        var report = await reports.ReadAsync(found, first, last, part, query.IsFile, cancellationToken);
        return Answer(context, query, report);
    }

    private static async Task<IResult> OfCourse(
        Guid course,
        [AsParameters] ReportQuery query,
        [AsParameters] TermPartQuery part,
        CurrentUser user,
        CourseCatalogue courses,
        CourseReports reports,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        if (part.Read(out var first, out var last) is { } problem)
            return problem;
        if (await courses.FindAsync(course, user.Number, cancellationToken) is not { } found)
            return Problems.Of(ProblemKinds.CourseNotFound);
        var report = await reports.ReadAsync(found, first, last, part, query.IsFile, cancellationToken);
        return Answer(context, query, report);
    }

    private static IResult Answer(HttpContext context, ReportQuery query, CourseReport report)
    {
        if (report.LastNumber is { } last)
            NextPage.Announce(context, ("after", last));
        return query.FileFormat() is { } format
            ? CourseReportFile.Of(report, format, query.Language)
            : TypedResults.Ok(TermReportResponse.Of(report));
    }
}
