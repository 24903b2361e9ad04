using Attn.Api.Features.Courses;
using Attn.Api.Features.History;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Attn.Storage.Reports;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Reports;

/// <summary>A student's own past: by class session, and by course.</summary>
internal static class OwnRecordEndpoints
{
    public static void Map(IEndpointRouteBuilder student)
    {
        var group = student.MapGroup("").WithTags("Own history").RequireRateLimiting(RateLimits.StudentLookup);

        group
            .MapGet("/attendances", ListSessions)
            .WithName("listOwnAttendances")
            .WithSummary("Your past class sessions, latest first; a Link header names the next page.")
            .WithProblems(ProblemKinds.NotValid);
        group
            .MapGet("/lessons", ListLessons)
            .WithName("listOwnLessons")
            .WithSummary("Your lessons: how much you attended, and whether the limit can still be reached.")
            .WithProblems(ProblemKinds.TermNotFound, ProblemKinds.NotValid);
    }

    private static async Task<Results<Ok<List<OwnSessionResponse>>, ProblemHttpResult>> ListSessions(
        [AsParameters] HistoryRequest request,
        CurrentUser user,
        HttpContext context,
        OwnReports reports,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!QueryTime.TryRead(request.Before, out var before))
            return QueryTime.Invalid("before");
        var limit = request.LimitOrDefault;
        var read = await reports.ListSessionsAsync(
            new(user.Number, before, request.LessonName, limit + 1) { BeforeId = request.BeforeId },
            cancellationToken
        );
        var sessions = NextPage.Cut(context, read, limit, own => own.Session);
        var now = time.GetUtcNowMilliseconds();
        return TypedResults.Ok(sessions.Select(own => OwnSessionResponse.Of(own, user.FullName, now)).ToList());
    }

    private static async Task<Results<Ok<List<OwnLessonResponse>>, ProblemHttpResult>> ListLessons(
        CurrentUser user,
        [FromQuery(Name = "term_id")] Guid? termId,
        LessonCourses courses,
        OwnReports reports,
        IOptions<DefaultPolicyOptions> options,
        TimeZoneInfo zone,
        CancellationToken cancellationToken
    )
    {
        if (await courses.FindTermAsync(termId, cancellationToken) is not { } term)
            return Problems.Of(ProblemKinds.TermNotFound);
        var lessons = await reports.ListCoursesAsync(user.Number, term.Id, cancellationToken);
        return TypedResults.Ok(
            lessons
                .Select(lesson =>
                    OwnLessonResponse.Of(lesson, options.Value.PolicyOf(lesson.Policy, lesson.Kind), zone)
                )
                .ToList()
        );
    }
}
