using System.ComponentModel.DataAnnotations;
using Attn.Api.Features.ClassSessions;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.CheckIn;

/// <summary>A student finds a class session, by its lesson and teacher or by its id.</summary>
internal static class SessionLookupEndpoints
{
    public static void Map(IEndpointRouteBuilder student)
    {
        var group = student
            .MapGroup("")
            .RequireRateLimiting(RateLimits.StudentLookup)
            .WithTags("Check-in")
            .WithProblems(ProblemKinds.NotValid);

        group
            .MapGet("/sessions/find", FindByLesson)
            .WithName("findSessions")
            .WithSummary("List the class sessions of a lesson and teacher that run now, else the next planned one.");
        group
            .MapGet("/attendances/{id}", Find)
            .WithName("findSession")
            .WithSummary("Get one class session, live or past.")
            .WithProblems(ProblemKinds.UnknownSession);
    }

    private static async Task<Ok<List<SessionResponse>>> FindByLesson(
        [FromQuery(Name = "lesson_name"), Required, PlainText(1, TextLimits.Name)] string lessonName,
        [FromQuery(Name = "teacher_name"), Required, PlainText(1, TextLimits.Name)] string teacherName,
        ILiveStore live,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNowMilliseconds();
        var sessions = await live.FindActiveByLessonAsync(lessonName, teacherName, now, cancellationToken);
        return TypedResults.Ok(
            Offered(sessions, now).Select(session => SessionResponse.ForStudent(session, now)).ToList()
        );
    }

    /// <summary>A term's planned sessions would hide the one that a student is looking for.</summary>
    private static IEnumerable<ClassSession> Offered(IReadOnlyList<ClassSession> sessions, DateTimeOffset now)
    {
        var running = sessions.Where(session => session.HasStarted(now)).ToList();
        return running.Count > 0 ? running : sessions.Where(session => session.StartTime == sessions[0].StartTime);
    }

    private static async Task<Results<Ok<SessionResponse>, ProblemHttpResult>> Find(
        Guid id,
        ClassSessionStore sessions,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        await sessions.FindSessionAsync(id, cancellationToken) is { } session
            ? TypedResults.Ok(SessionResponse.ForStudent(session, time.GetUtcNowMilliseconds()))
            : Problems.Of(ProblemKinds.UnknownSession);
}
