using System.ComponentModel.DataAnnotations;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.ClassSessions;

/// <summary>A teacher opens, watches, extends and ends a class session.</summary>
internal static class ClassSessionEndpoints
{
    public static void MapClassSessions(this IEndpointRouteBuilder teacher)
    {
        var group = teacher.MapGroup("/attendances").WithTags("Class sessions");

        group
            .MapPost("", Open)
            .RequireRateLimiting(RateLimits.SessionChange)
            .Produces<SessionResponse>(StatusCodes.Status201Created)
            .WithName("openAttendance")
            .WithSummary("Open a class session for a window of time.")
            .ProducesProblem(400)
            .ProducesProblem(422);
        group
            .MapGet("/live", FindLive)
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithName("findLiveAttendance")
            .WithSummary("Your one active class session, or null.");
        group
            .MapPost("/{id}/finish", Finish)
            .RequireRateLimiting(RateLimits.SessionChange)
            .WithName("finishAttendance")
            .WithSummary("End a class session now. Again: nothing moves.")
            .ProducesProblem(404)
            .ProducesProblem(422);
        group
            .MapPost("/{id}/extend", Extend)
            .RequireRateLimiting(RateLimits.SessionChange)
            .Produces<SessionResponse>()
            .WithName("extendAttendance")
            .WithSummary("Move the end of a live class session.")
            .ProducesProblem(400)
            .ProducesProblem(404)
            .ProducesProblem(422);
    }

    private static async Task<IResult> Open(
        OpenSessionRequest request,
        CurrentUser user,
        HttpContext context,
        ClassSessionService service,
        SessionProblems problems,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var outcome = await service.OpenAsync(request.ToPlan(user, context.Address()), cancellationToken);
        return outcome.Value is { } opened
            ? TypedResults.Created(
                $"/api/v1/teacher/attendances/{opened.Id}/records",
                SessionResponse.ForTeacher(opened, time.GetUtcNowMilliseconds())
            )
            : problems.Of(outcome.Refusal!.Value);
    }

    private static async Task<Results<Ok<SessionResponse>, ContentHttpResult>> FindLive(
        CurrentUser user,
        ClassSessionService service,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        await service.FindActiveAsync(user.Number, cancellationToken) is { } session
            ? TypedResults.Ok(SessionResponse.ForTeacher(session, time.GetUtcNowMilliseconds()))
            // Ok(null) has no body at all; clients read the JSON value.
            : TypedResults.Text("null", "application/json");

    private static async Task<Results<NoContent, ProblemHttpResult>> Finish(
        Guid id,
        CurrentUser user,
        ClassSessionService service,
        CancellationToken cancellationToken
    ) =>
        await service.FinishAsync(id, user.Number, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Of(ProblemKinds.SessionNotFound);

    private static async Task<IResult> Extend(
        Guid id,
        ExtendSessionRequest request,
        CurrentUser user,
        ClassSessionService service,
        SessionProblems problems,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var outcome = await service.ExtendAsync(id, user.Number, request.EndTime!.Value, cancellationToken);
        return outcome.Value is { } extended
            ? TypedResults.Ok(SessionResponse.ForTeacher(extended, time.GetUtcNowMilliseconds()))
            : problems.Of(outcome.Refusal!.Value);
    }
}

public sealed record OpenSessionRequest
{
    [Required, PlainText(1, TextLimits.Name)]
    public string? LessonName { get; init; }

    /// <summary>Default: now.</summary>
    public DateTimeOffset? StartTime { get; init; }

    [Required]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>1 Manual, 2 Wi-Fi, 3 Face, 4 Wi-Fi and face.</summary>
    [Required, Range(1, 4)]
    public int? SecurityOption { get; init; }

    /// <summary>Minutes after the start from which an accepted record is late.</summary>
    [Range(0, 1440)]
    public int? LateAfterMinutes { get; init; }

    /// <summary>Whether students need the code on the screen to attend.</summary>
    public bool? RequireCode { get; init; }

    internal SessionPlan ToPlan(CurrentUser teacher, string address) =>
        new(
            teacher.Number,
            teacher.FullName,
            address,
            LessonName!.Trim(),
            StartTime,
            EndTime!.Value,
            (SecurityOption)SecurityOption!.Value,
            LateAfterMinutes,
            RequireCode == true
        );
}

public sealed record ExtendSessionRequest
{
    [Required]
    public DateTimeOffset? EndTime { get; init; }
}
