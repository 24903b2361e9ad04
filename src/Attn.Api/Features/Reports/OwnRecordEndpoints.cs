using Attn.Api.Features.History;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Attn.Storage.Reports;
using Microsoft.AspNetCore.Http.HttpResults;
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
            .WithSummary("Your past class sessions, latest first; all of them unless limited.")
            .WithProblems(ProblemKinds.NotValid);
        group
            .MapGet("/lessons", ListLessons)
            .WithName("listOwnLessons")
            .WithSummary("Your lessons: how much you attended, and whether the limit can still be reached.");
    }

    private static async Task<Results<Ok<List<OwnSessionResponse>>, ProblemHttpResult>> ListSessions(
        [AsParameters] HistoryRequest request,
        CurrentUser user,
        OwnReports reports,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!QueryTime.TryRead(request.Before, out var before))
            return QueryTime.Invalid("before");
        var sessions = await reports.ListSessionsAsync(
            new(user.Number, before, request.LessonName, request.Limit),
            cancellationToken
        );
        var now = time.GetUtcNowMilliseconds();
        return TypedResults.Ok(sessions.Select(own => OwnSessionResponse.Of(own, user.FullName, now)).ToList());
    }

    private static async Task<Ok<List<OwnLessonResponse>>> ListLessons(
        CurrentUser user,
        OwnReports reports,
        IOptions<ReportOptions> options,
        CancellationToken cancellationToken
    )
    {
        var lessons = await reports.ListCoursesAsync(user.Number, cancellationToken);
        return TypedResults.Ok(
            lessons.Select(lesson => OwnLessonResponse.Of(lesson, options.Value.LimitOf(lesson.Plan.Kind))).ToList()
        );
    }
}
