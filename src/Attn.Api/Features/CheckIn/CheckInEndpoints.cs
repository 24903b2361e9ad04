using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Attn.Api.Features.ClassSessions;
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
        CurrentUser user,
        HttpContext context,
        CheckInService service,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var caller = new CheckInCaller(user, context.Connection.RemoteIpAddress, withoutFace == true, joinTicket);
        var outcome = await service.AttendAsync(
            id,
            caller,
            () => SelfieUpload.ReadAsync(context.Request, cancellationToken),
            cancellationToken
        );
        return outcome.Value is { } recorded
            ? TypedResults.Ok(RecordResponse.Of(recorded, time.GetUtcNowMilliseconds()))
            : ProblemOf(outcome.Refusal!.Value);
    }

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Status(
        Guid id,
        CurrentUser user,
        ClassSessionStore book,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        await book.FindRecordAsync(id, user.Number, cancellationToken)
            is { Record: { State.IsDeleted: false } record } found
            ? TypedResults.Ok(RecordResponse.Of(found.Session, record, time.GetUtcNowMilliseconds()))
            : Problems.Of(ProblemKinds.OwnRecordNotFound);

    private static ProblemHttpResult ProblemOf(AttendRefusal refusal) =>
        refusal switch
        {
            AttendRefusal.NoSuchSession => Problems.Of(ProblemKinds.NoSuchSession),
            AttendRefusal.NotStarted => Problems.Of(ProblemKinds.SessionNotStarted),
            AttendRefusal.Ended => Problems.Of(ProblemKinds.SessionEnded),
            AttendRefusal.AlreadyPresent => Problems.Of(ProblemKinds.AlreadyPresent),
            AttendRefusal.AlreadyPending => Problems.Of(ProblemKinds.AlreadyPending),
            AttendRefusal.DecidedByTeacher => Problems.Of(ProblemKinds.DecidedByTeacher),
            AttendRefusal.TooManyFaceChecks => Problems.Of(ProblemKinds.TooManyFaceChecks),
            AttendRefusal.TicketMissing => Problems.Of(ProblemKinds.TicketMissing),
            AttendRefusal.TicketNotValid => Problems.Of(ProblemKinds.TicketExpired),
            AttendRefusal.TicketNotYours => Problems.Of(ProblemKinds.TicketNotYours),
            AttendRefusal.SelfieTooLarge => Problems.Of(ProblemKinds.SelfieTooLarge),
            AttendRefusal.FormNotValid => Problems.Invalid(
                SelfieUpload.Field,
                "The form is not valid multipart/form-data."
            ),
            AttendRefusal.SelfieNotJpegOrPng => Problems.Invalid(
                SelfieUpload.Field,
                "Send the picture as JPEG or PNG."
            ),
            AttendRefusal.SelfieUnreadable => Problems.Invalid(
                SelfieUpload.Field,
                "The picture cannot be read, or has more than 40 megapixels."
            ),
        };
}
