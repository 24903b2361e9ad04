using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Domain;
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

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private static async Task<Results<LiveStreamResult, ProblemHttpResult, RetryLaterResult>> Watch(
        Guid id,
        [FromHeader(Name = LastEventId)] string? lastEventId,
        CurrentUser user,
        LiveViewService service,
        CancellationToken cancellationToken
    ) =>
        Answer(
            await service.OpenForTeacherAsync(id, user.Number, user.LoginId, lastEventId, cancellationToken),
            ProblemKinds.SessionNotFound
        );

    private static async Task<Results<LiveStreamResult, ProblemHttpResult, RetryLaterResult>> WatchOwn(
        Guid id,
        [FromHeader(Name = LastEventId)] string? lastEventId,
        CurrentUser user,
        LiveViewService service,
        CancellationToken cancellationToken
    ) =>
        Answer(
            await service.OpenForStudentAsync(id, user.Number, user.LoginId, lastEventId, cancellationToken),
            ProblemKinds.SessionToWatchNotFound
        );

    private static Results<LiveStreamResult, ProblemHttpResult, RetryLaterResult> Answer(
        Outcome<LiveStreamResult, StreamRefusal> outcome,
        ProblemKind notFound
    ) => outcome.Value is { } stream ? stream : ProblemOf(outcome.Refusal!.Value, notFound);

    private static Results<LiveStreamResult, ProblemHttpResult, RetryLaterResult> ProblemOf(
        StreamRefusal refusal,
        ProblemKind notFound
    ) =>
        refusal switch
        {
            StreamRefusal.NotFound => Problems.Of(notFound),
            StreamRefusal.TooMany => Problems.RetryLater(ProblemKinds.TooManyLiveViews, RetryAfter),
        };

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route) =>
        route
            .WithMetadata(new DisableRequestTimeoutAttribute())
            .WithTags(Tag)
            .Produces<string>(200, "text/event-stream")
            .ProducesProblem(404)
            .ProducesProblem(422);
}
