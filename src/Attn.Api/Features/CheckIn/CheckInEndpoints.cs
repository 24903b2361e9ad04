using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Joining;
using Attn.Api.Features.Roster;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.CheckIn;

/// <summary>A student finds a class session, marks attendance, and looks at what came of it.</summary>
internal static class CheckInEndpoints
{
    public static void MapCheckIn(this IEndpointRouteBuilder student)
    {
        var group = student.MapGroup("").WithTags("Check-in");

        group
            .MapGet("/sessions/find", Find)
            .RequireRateLimiting(RateLimits.StudentLookup)
            .WithName("findSessions")
            .WithSummary("Active class sessions of a lesson and teacher.")
            .ProducesProblem(422);
        group
            .MapPost("/attendances/{id}/attend", Attend)
            .RequireRateLimiting(RateLimits.Attend)
            .WithMetadata(
                new RequestTimeoutAttribute(TimeLimits.Transfer),
                new RequestSizeLimitAttribute(SelfieUpload.MaxRequestBytes)
            )
            .WithName("attend")
            .WithSummary("Mark yourself present.")
            .AddOpenApiOperationTransformer(SelfieUpload.DescribeAsync)
            .ProducesProblem(400)
            .ProducesProblem(413)
            .ProducesProblem(422);
        group
            .MapGet("/attendances/{id}/status", Status)
            .RequireRateLimiting(RateLimits.StudentLookup)
            .WithName("attendStatus")
            .WithSummary("Your own record, during and after the class session.")
            .ProducesProblem(404)
            .ProducesProblem(422);
    }

    private static async Task<Ok<List<SessionResponse>>> Find(
        [FromQuery(Name = "lesson_name"), Required, PlainText(1, TextLimits.Name)] string lessonName,
        [FromQuery(Name = "teacher_name"), Required, PlainText(1, TextLimits.Name)] string teacherName,
        ILiveStore live,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNowMilliseconds();
        var sessions = await live.FindActiveByLessonAsync(lessonName, teacherName, now, cancellationToken);
        return TypedResults.Ok(sessions.Select(session => SessionResponse.ForStudent(session, now)).ToList());
    }

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Attend(
        Guid id,
        [
            FromQuery(Name = "without_face"),
            Description("Where a face is asked for: no picture is taken and the teacher looks (NEEDS_TEACHER).")
        ]
            bool? withoutFace,
        [
            FromHeader(Name = "X-Join-Ticket"),
            Description("Where the session asks for the code on the screen: the ticket that the code was changed for.")
        ]
            string? joinTicket,
        ClaimsPrincipal user,
        HttpContext context,
        CheckInService service,
        CancellationToken cancellationToken
    )
    {
        var caller = CheckInCaller.Of(user, context, wantsNoFaceCheck: withoutFace == true, joinTicket);
        var outcome = await service.AttendAsync(
            id,
            caller,
            () => SelfieUpload.ReadAsync(context.Request, cancellationToken),
            cancellationToken
        );
        return outcome switch
        {
            AttendOutcome.Tried { Outcome: CheckInOutcome.Recorded recorded } => TypedResults.Ok(
                RecordResponse.Of(recorded.Session, recorded.Record)
            ),
            AttendOutcome.Tried tried => Problems.BadRequest(WhyRefused(tried.Outcome)),
            AttendOutcome.NoSuchSession => Problems.BadRequest("This attendance session does not exist."),
            AttendOutcome.TicketRefused refused => Problems.BadRequest(JoinTexts.WhyRefused(refused.Outcome)),
            AttendOutcome.BadSelfie bad => Problems.Invalid(SelfieUpload.Field, bad.Problem),
            AttendOutcome.SelfieTooLarge => TypedResults.Problem(SelfieUpload.TooLargeText, statusCode: 413),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };
    }

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Status(
        Guid id,
        ClaimsPrincipal user,
        ClassSessionStore book,
        CancellationToken cancellationToken
    ) =>
        await book.FindRecordAsync(id, user.Number(), cancellationToken)
            is { Record: { State.IsDeleted: false } record } found
            ? TypedResults.Ok(RecordResponse.Of(found.Session, record))
            : Problems.NotFound("You have no attendance record in this session.");

    private static string WhyRefused(CheckInOutcome outcome) =>
        outcome switch
        {
            CheckInOutcome.NotStarted => "This attendance session has not started yet.",
            CheckInOutcome.Ended => Details.SessionEnded,
            CheckInOutcome.AlreadyPresent => "You have already successfully joined this session.",
            CheckInOutcome.AlreadyPending => "Your attendance is already pending verification. Please wait.",
            CheckInOutcome.DecidedByTeacher => "Your teacher has already decided on your attendance.",
            CheckInOutcome.TooManyFaceChecks => "Too many face checks. Please ask your teacher.",
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };
}
