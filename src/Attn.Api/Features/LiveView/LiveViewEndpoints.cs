using System.Security.Claims;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.LiveView;

/// <summary>Class sessions as they happen, as server-sent events: the roster for their teacher, the own record for a student.</summary>
internal static class LiveViewEndpoints
{
    private const string Tag = "Live view";
    private const string LastEventId = "Last-Event-ID";

    public static void MapTeachersLiveView(this IEndpointRouteBuilder teacher) =>
        Describe(teacher.MapGet("/attendances/{id}/events", Watch))
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithName("watchAttendance")
            .WithSummary("The roster as it changes: snapshot, record, removed and session events.");

    public static void MapStudentsLiveView(this IEndpointRouteBuilder student) =>
        Describe(student.MapGet("/attendances/{id}/events", WatchOwn))
            .RequireRateLimiting(RateLimits.StudentLookup)
            .WithName("watchOwnRecord")
            .WithSummary("Your own record as it changes: snapshot, record, removed and session events.");

    private static async Task<Results<LiveStreamResult, ProblemHttpResult, RetryLaterResult>> Watch(
        Guid id,
        [FromHeader(Name = LastEventId)] string? lastEventId,
        ClaimsPrincipal user,
        LiveViewService service,
        CancellationToken cancellationToken
    ) =>
        Answer(
            await service.OpenForTeacherAsync(id, user.Number(), user.LoginId(), lastEventId, cancellationToken),
            Details.SessionNotFound
        );

    private static async Task<Results<LiveStreamResult, ProblemHttpResult, RetryLaterResult>> WatchOwn(
        Guid id,
        [FromHeader(Name = LastEventId)] string? lastEventId,
        ClaimsPrincipal user,
        LiveViewService service,
        CancellationToken cancellationToken
    ) =>
        Answer(
            await service.OpenForStudentAsync(id, user.Number(), user.LoginId(), lastEventId, cancellationToken),
            "This attendance session does not exist."
        );

    private static Results<LiveStreamResult, ProblemHttpResult, RetryLaterResult> Answer(
        OpenStreamOutcome outcome,
        string notFound
    ) =>
        outcome switch
        {
            OpenStreamOutcome.Opened opened => opened.Stream,
            OpenStreamOutcome.NotFound => Problems.NotFound(notFound),
            OpenStreamOutcome.TooMany => Problems.RetryLater(
                429,
                $"You have {StreamLimit.Most} live views open. Close one of them first.",
                TimeSpan.FromSeconds(5)
            ),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route) =>
        route
            .WithMetadata(new DisableRequestTimeoutAttribute())
            .WithTags(Tag)
            .Produces<string>(200, "text/event-stream")
            .ProducesProblem(404)
            .ProducesProblem(422);
}
