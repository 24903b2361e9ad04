using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.OpenApi;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.ClassSessions;

/// <summary>A teacher opens, looks up, extends, finishes and cancels class sessions.</summary>
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
                ProblemKinds.TooManyPlannedSessions,
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
            .WithSummary("The class session that runs now, or null.");
        group
            .MapGet("/planned", ListPlanned)
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithName("listPlannedAttendances")
            .WithSummary("Your class sessions that have not started yet, earliest first.");
        group
            .MapGet("/{id}", Find)
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithName("findAttendance")
            .WithSummary("One of your class sessions: planned, live, past or cancelled.")
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
            .WithProblems(
                ProblemKinds.SessionNotFound,
                ProblemKinds.SessionEnded,
                ProblemKinds.SessionOverlaps,
                ProblemKinds.NotValid
            );
        group
            .MapPost("/{id}/cancel", Cancel)
            .RequireRateLimiting(RateLimits.SessionChange)
            .WithName("cancelAttendance")
            .WithSummary(
                "Cancel a planned or live class session: it counts for nobody. A cancelled one stays as it is."
            )
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
        var running = await live.ListOfTeacherAsync(user.Number, now, now.AddTicks(1), cancellationToken);
        return running is [.., var session]
            ? TypedResults.Ok(SessionResponse.ForTeacher(session, now))
            // Ok(null) has an empty body; clients read the JSON value.
            : TypedResults.Text("null", "application/json");
    }

    private static async Task<Ok<List<SessionResponse>>> ListPlanned(
        CurrentUser user,
        ILiveStore live,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNowMilliseconds();
        var unended = await live.ListOfTeacherAsync(user.Number, now, DateTimeOffset.MaxValue, cancellationToken);
        return TypedResults.Ok(
            unended
                .Where(session => !session.HasStarted(now))
                .Select(session => SessionResponse.ForTeacher(session, now))
                .ToList()
        );
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

    private static async Task<IResult> Cancel(
        Guid id,
        CancelSessionRequest request,
        SessionTeacher teacher,
        ClassSessionService service,
        ClassSessionAnswers answers,
        CancellationToken cancellationToken
    ) => answers.Ok(await service.CancelAsync(id, teacher, request.Reason!.Trim(), cancellationToken));
}
