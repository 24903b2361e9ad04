using System.ComponentModel;
using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Decisions;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.History;

/// <summary>A teacher lists and deletes past class sessions.</summary>
internal static class HistoryEndpoints
{
    public static void Map(IEndpointRouteBuilder teacher)
    {
        var group = teacher.MapGroup("/attendances").WithTags("History").WithProblems(ProblemKinds.NotValid);

        group
            .MapGet("/historical", List)
            .RequireRateLimiting(RateLimits.History)
            .WithName("listHistory")
            .WithSummary("Past class sessions, latest first; a Link header names the next page.")
            .WithProblems(ProblemKinds.CourseNotFound);
        group
            .MapDelete("/{id}", Delete)
            .RequireRateLimiting(RateLimits.SessionChange)
            .WithName("deleteAttendance")
            .WithSummary("Delete a past class session, with a reason.")
            .WithProblems(ProblemKinds.SessionStillLive, ProblemKinds.SessionNotFound);
    }

    private static async Task<Results<Ok<List<SessionResponse>>, ProblemHttpResult>> List(
        [AsParameters] HistoryRequest request,
        [FromQuery(Name = "course_id"), Description("Only this course, the sessions of colleagues included.")]
            Guid? courseId,
        CurrentUser user,
        HttpContext context,
        CourseTeachers teachers,
        SessionArchive archive,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!QueryTime.TryRead(request.Before, out var before))
            return QueryTime.Invalid("before");
        if (courseId is { } id && await teachers.FindRoleAsync(id, user.Number, cancellationToken) is null)
            return Problems.Of(ProblemKinds.CourseNotFound);
        var limit = request.LimitOrDefault;
        var query = new HistoryQuery(user.Number, before, request.LessonName, limit + 1)
        {
            CourseId = courseId,
            BeforeId = request.BeforeId,
        };
        var read = await archive.ListSessionsAsync(query, cancellationToken);
        var sessions = NextPage.Cut(context, read, limit, session => session);
        var now = time.GetUtcNowMilliseconds();
        return TypedResults.Ok(sessions.Select(session => SessionResponse.ForTeacher(session, now)).ToList());
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        Guid id,
        [FromBody] DeleteRequest request,
        SessionTeacher teacher,
        DeletionService service,
        CancellationToken cancellationToken
    ) =>
        await service.DeleteSessionAsync(id, teacher, request.Reason!.Trim(), cancellationToken) switch
        {
            DeletionOutcome.Deleted => TypedResults.NoContent(),
            DeletionOutcome.StillLive => Problems.Of(ProblemKinds.SessionStillLive),
            DeletionOutcome.NotFound => Problems.Of(ProblemKinds.SessionNotFound),
        };
}
