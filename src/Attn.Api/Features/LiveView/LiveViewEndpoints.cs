using Attn.Api.Features.ClassSessions;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.LiveView;

/// <summary>Streams a class session: the roster to its teacher, the own record to a student.</summary>
internal static class LiveViewEndpoints
{
    private const string LastEventId = "Last-Event-ID";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public static void Map(IEndpointRouteBuilder teacher, IEndpointRouteBuilder student)
    {
        teacher
            .MapEvents<TeacherEvents>(WatchRoster)
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithName("watchAttendance")
            .WithSummary("Watch the roster: snapshot, record, removed and session events.")
            .WithProblems(ProblemKinds.SessionNotFound);
        student
            .MapEvents<StudentEvents>(WatchOwnRecord)
            .RequireRateLimiting(RateLimits.StudentLookup)
            .WithName("watchOwnRecord")
            .WithSummary("Watch your own record: snapshot, record, removed and session events.")
            .WithProblems(ProblemKinds.UnknownSession);
    }

    private static RouteHandlerBuilder MapEvents<TEvents>(this IEndpointRouteBuilder routes, Delegate handler) =>
        routes
            .MapGet("/attendances/{id}/events", handler)
            .WithMetadata(new DisableRequestTimeoutAttribute())
            .Produces<TEvents>(200, "text/event-stream")
            .WithTags("Live view")
            .WithProblems(ProblemKinds.NotValid, ProblemKinds.TooManyLiveViews);

    private static async Task<Results<LiveStreamResult, ProblemHttpResult, RetryLaterResult>> WatchRoster(
        Guid id,
        [FromHeader(Name = LastEventId)] string? lastEventId,
        CurrentUser user,
        SessionTeacher teacher,
        LiveViewService service,
        CancellationToken cancellationToken
    ) =>
        ResultOf(
            await service.OpenForTeacherAsync(id, user, teacher, lastEventId, cancellationToken),
            ProblemKinds.SessionNotFound
        );

    private static async Task<Results<LiveStreamResult, ProblemHttpResult, RetryLaterResult>> WatchOwnRecord(
        Guid id,
        [FromHeader(Name = LastEventId)] string? lastEventId,
        CurrentUser user,
        LiveViewService service,
        CancellationToken cancellationToken
    ) =>
        ResultOf(
            await service.OpenForStudentAsync(id, user, lastEventId, cancellationToken),
            ProblemKinds.UnknownSession
        );

    private static Results<LiveStreamResult, ProblemHttpResult, RetryLaterResult> ResultOf(
        Outcome<LiveStreamResult, StreamRefusal> outcome,
        ProblemKind sessionNotFound
    ) => outcome.IsRefused ? ProblemOf(outcome.Refusal.Value, sessionNotFound) : outcome.Value;

    private static Results<LiveStreamResult, ProblemHttpResult, RetryLaterResult> ProblemOf(
        StreamRefusal refusal,
        ProblemKind sessionNotFound
    ) =>
        refusal switch
        {
            StreamRefusal.SessionNotFound => Problems.Of(sessionNotFound),
            StreamRefusal.TooManyStreams => Problems.RetryLater(ProblemKinds.TooManyLiveViews, RetryAfter),
        };
}
