using Attn.Api.Features.Roster;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Attn.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.CheckIn;

/// <summary>A student checks in and looks at the own record.</summary>
internal static class CheckInEndpoints
{
    private static readonly TimeSpan BusyRetryAfter = TimeSpan.FromSeconds(5);

    public static void Map(IEndpointRouteBuilder student)
    {
        var group = student.MapGroup("/attendances/{id}").WithTags("Check-in").WithProblems(ProblemKinds.NotValid);

        group
            .MapPost("/attend", Attend)
            .RequireRateLimiting(RateLimits.Attend)
            .WithMetadata(
                new RequestTimeoutAttribute(TimeLimits.Transfer),
                new RequestSizeLimitAttribute(SelfieUpload.MaxRequestBytes)
            )
            .AddOpenApiOperationTransformer(SelfieUpload.DescribeAsync)
            .WithName("attend")
            .WithSummary("Check in.")
            .WithDescription(
                "A wrong network, a missing selfie and a refused face are answered 200, with a record that says so."
            )
            .WithProblems(
                ProblemKinds.UnknownSessionToAttend,
                ProblemKinds.SessionNotStarted,
                ProblemKinds.SessionEnded,
                ProblemKinds.SessionCancelled,
                ProblemKinds.AlreadyPresent,
                ProblemKinds.AlreadyPending,
                ProblemKinds.DecidedByTeacher,
                ProblemKinds.TooManyFaceChecks,
                ProblemKinds.TicketMissing,
                ProblemKinds.TicketExpired,
                ProblemKinds.TicketNotYours,
                ProblemKinds.SelfieTooLarge,
                ProblemKinds.PictureTooLarge,
                ProblemKinds.TooManyPendingFaceChecks
            );
        group
            .MapGet("/status", FindOwnRecord)
            .RequireRateLimiting(RateLimits.StudentLookup)
            .WithName("attendStatus")
            .WithSummary("Get your own record, during or after the class session.")
            .WithProblems(ProblemKinds.OwnRecordNotFound);
    }

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult, RetryLaterResult>> Attend(
        [AsParameters] AttendParameters parameters,
        CheckInService service,
        UploadMemory memory,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var outcome = await service.AttendAsync(
            parameters.Id,
            parameters.ToCaller(),
            () => SelfieUpload.ReadAsync(parameters.Context.Request, memory, cancellationToken),
            cancellationToken
        );
        return outcome switch
        {
            { Refusal: AttendRefusal.TooManyUploads } => Problems.RetryLater(
                ProblemKinds.TooManyPendingFaceChecks,
                BusyRetryAfter
            ),
            { Refusal: { } refusal } => ProblemOf(refusal),
            _ => TypedResults.Ok(
                RecordResponse.ForStudent(
                    outcome.Value!.Session,
                    outcome.Value.Record,
                    parameters.User.FullName,
                    time.GetUtcNowMilliseconds()
                )
            ),
        };
    }

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> FindOwnRecord(
        Guid id,
        CurrentUser user,
        ClassSessionStore sessions,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        await sessions.FindRecordAsync(id, user.Number, cancellationToken)
            is { Record: { State.IsDeleted: false } record } found
            ? TypedResults.Ok(
                RecordResponse.ForStudent(found.Session, record, user.FullName, time.GetUtcNowMilliseconds())
            )
            : Problems.Of(ProblemKinds.OwnRecordNotFound);

    private static ProblemHttpResult ProblemOf(AttendRefusal refusal) =>
        refusal switch
        {
            AttendRefusal.UnknownSession => Problems.Of(ProblemKinds.UnknownSessionToAttend),
            AttendRefusal.NotStarted => Problems.Of(ProblemKinds.SessionNotStarted),
            AttendRefusal.Ended => Problems.Of(ProblemKinds.SessionEnded),
            AttendRefusal.Cancelled => Problems.Of(ProblemKinds.SessionCancelled),
            AttendRefusal.AlreadyPresent => Problems.Of(ProblemKinds.AlreadyPresent),
            AttendRefusal.AlreadyPending => Problems.Of(ProblemKinds.AlreadyPending),
            AttendRefusal.DecidedByTeacher => Problems.Of(ProblemKinds.DecidedByTeacher),
            AttendRefusal.TooManyFaceChecks => Problems.Of(ProblemKinds.TooManyFaceChecks),
            AttendRefusal.TicketMissing => Problems.Of(ProblemKinds.TicketMissing),
            AttendRefusal.TicketNotValid => Problems.Of(ProblemKinds.TicketExpired),
            AttendRefusal.TicketNotYours => Problems.Of(ProblemKinds.TicketNotYours),
            AttendRefusal.SelfieTooLarge => Problems.Of(ProblemKinds.SelfieTooLarge),
            AttendRefusal.FormNotValid => InvalidSelfie("The form is not valid multipart/form-data."),
            AttendRefusal.SelfieNotJpegOrPng => InvalidSelfie("Send the picture as JPEG or PNG."),
            AttendRefusal.SelfieUnreadable => InvalidSelfie("The picture cannot be read."),
            AttendRefusal.PictureTooLarge => Problems.Invalid(
                ProblemKinds.PictureTooLarge,
                SelfieUpload.Field,
                ProblemKinds.PictureTooLarge.Detail
            ),
            AttendRefusal.TooManyUploads => Problems.Of(ProblemKinds.TooManyPendingFaceChecks),
        };

    private static ProblemHttpResult InvalidSelfie(string problem) => Problems.Invalid(SelfieUpload.Field, problem);
}
