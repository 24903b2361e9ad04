using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.OpenApi;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.ClassSessions;

/// <summary>A teacher opens, looks up, extends and finishes class sessions.</summary>
internal static class ClassSessionEndpoints
{
    public static void Map(IEndpointRouteBuilder teacher)
    {
        var group = teacher.MapGroup("/attendances").WithTags("Class sessions");

        group
            .MapPost("", Open)
            .RequireRateLimiting(RateLimits.SessionChange)
            .WithName("openAttendance")
            .WithSummary("Open a class session for a window of time.")
            .Produces<SessionResponse>(StatusCodes.Status201Created)
            .WithProblems(
                ProblemKinds.SessionOverlaps,
                ProblemKinds.CourseNotFound,
                ProblemKinds.NotValid,
                ProblemKinds.NetworksNotConfigured,
                ProblemKinds.FaceChecksNotConfigured
            );
        group
            .MapGet("/live", FindLive)
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithMetadata(new NullableResponse())
            .WithName("findLiveAttendance")
            .WithSummary("Your one active class session, or null.");
        group
            .MapGet("/{id}", Find)
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithName("findAttendance")
            .WithSummary("One of your class sessions: planned, live or past.")
            .WithProblems(ProblemKinds.SessionNotFound, ProblemKinds.NotValid);
        group
            .MapPost("/{id}/finish", Finish)
            .RequireRateLimiting(RateLimits.SessionChange)
            .WithName("finishAttendance")
            .WithSummary("End a class session now. One that has ended stays as it is.")
            .WithProblems(ProblemKinds.SessionNotFound, ProblemKinds.NotValid);
        group
            .MapPost("/{id}/extend", Extend)
            .RequireRateLimiting(RateLimits.SessionChange)
            .WithName("extendAttendance")
            .WithSummary("Move the end of a live class session.")
            .Produces<SessionResponse>()
            .WithProblems(ProblemKinds.SessionNotFound, ProblemKinds.SessionEnded, ProblemKinds.NotValid);
    }

    private static async Task<IResult> Open(
        OpenSessionRequest request,
        CurrentUser user,
        HttpContext context,
        ClassSessionService service,
        ClassSessionAnswers answers,
        CancellationToken cancellationToken
    ) => answers.Created(await service.OpenAsync(request.ToPlan(user, context.Address()), cancellationToken));

    private static async Task<Results<Ok<SessionResponse>, ContentHttpResult>> FindLive(
        CurrentUser user,
        ILiveStore live,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNowMilliseconds();
        return await live.FindActiveOfTeacherAsync(user.Number, now, cancellationToken) is { } session
            ? TypedResults.Ok(SessionResponse.ForTeacher(session, now))
            // Ok(null) has an empty body; clients read the JSON value.
            : TypedResults.Text("null", "application/json");
    }

    private static async Task<Results<Ok<SessionResponse>, ProblemHttpResult>> Find(
        Guid id,
        SessionTeacher teacher,
        ClassSessionStore sessions,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        await sessions.FindOwnAsync(id, teacher.Number, cancellationToken) is { } session
            ? TypedResults.Ok(SessionResponse.ForTeacher(session, time.GetUtcNowMilliseconds()))
            : Problems.Of(ProblemKinds.SessionNotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> Finish(
        Guid id,
        SessionTeacher teacher,
        ClassSessionService service,
        CancellationToken cancellationToken
    ) =>
        await service.FinishAsync(id, teacher.Number, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Of(ProblemKinds.SessionNotFound);

    private static async Task<IResult> Extend(
        Guid id,
        ExtendSessionRequest request,
        SessionTeacher teacher,
        ClassSessionService service,
        ClassSessionAnswers answers,
        CancellationToken cancellationToken
    ) => answers.Ok(await service.ExtendAsync(id, teacher.Number, request.EndTime!.Value, cancellationToken));
}
