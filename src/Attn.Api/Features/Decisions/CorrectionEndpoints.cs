using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.Decisions;

/// <summary>A teacher corrects the records of a past class session.</summary>
internal static class CorrectionEndpoints
{
    public static void MapCorrections(this IEndpointRouteBuilder teacher)
    {
        var group = teacher
            .MapGroup("/attendances/{id}")
            .WithTags("Corrections")
            .RequireRateLimiting(RateLimits.Decision)
            .ProducesProblem(400)
            .ProducesProblem(404)
            .ProducesProblem(422);

        group
            .MapPost("/historical/records", Add)
            .WithName("addHistoricalRecord")
            .WithSummary("Add a student to a past class session.");
        group
            .MapPost("/historical/records/{student}/accept", Accept)
            .WithName("acceptHistoricalRecord")
            .WithSummary("Accept a student in a past class session.");
        group
            .MapPost("/historical/records/{student}/fail", Fail)
            .WithName("failHistoricalRecord")
            .WithSummary("Mark a student absent in a past class session.");
        group
            .MapDelete("/records/{student}", Delete)
            .WithName("deleteRecord")
            .WithSummary("Delete a record of a past class session; it can be taken back.");
    }

    private static async Task<Results<Created<StatusResponse>, ProblemHttpResult>> Add(
        Guid id,
        AddRecordRequest request,
        CurrentUser user,
        DecisionService decisions,
        CancellationToken cancellationToken
    )
    {
        var outcome = await decisions.AddAsync(
            id,
            user.Number,
            request.ToAddition(),
            onlyAfterEnd: true,
            cancellationToken
        );
        return outcome.Refusal is { } refusal
            ? TeacherProblems.Of(refusal)
            : TypedResults.Created(
                (string?)null,
                new StatusResponse("The student was added to the attendance record.")
            );
    }

    private static async Task<Results<Ok<StatusResponse>, ProblemHttpResult>> Accept(
        Guid id,
        string student,
        CurrentUser user,
        DecisionService decisions,
        CancellationToken cancellationToken
    ) =>
        Answer(
            await decisions.AcceptAsync(id, Key(user, student), cancellationToken),
            "The student was marked present."
        );

    private static async Task<Results<Ok<StatusResponse>, ProblemHttpResult>> Fail(
        Guid id,
        string student,
        FailRequest request,
        CurrentUser user,
        DecisionService decisions,
        CancellationToken cancellationToken
    ) =>
        Answer(
            await decisions.FailAsync(id, Key(user, student), request.Reason!.Trim(), cancellationToken),
            "The student was marked absent."
        );

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        Guid id,
        string student,
        [FromBody] DeleteRequest request,
        CurrentUser user,
        DecisionService decisions,
        CancellationToken cancellationToken
    )
    {
        var outcome = await decisions.DeleteAsync(id, Key(user, student), request.Reason!.Trim(), cancellationToken);
        return outcome.Refusal is { } refusal
            ? TeacherProblems.Of(refusal, ProblemKinds.RecordToDeleteNotFound)
            : TypedResults.NoContent();
    }

    private static RecordKey Key(CurrentUser user, string student) => new(user.Number, student, OnlyAfterEnd: true);

    private static Results<Ok<StatusResponse>, ProblemHttpResult> Answer(DecisionOutcome outcome, string done) =>
        outcome.Refusal is { } refusal ? TeacherProblems.Of(refusal) : TypedResults.Ok(new StatusResponse(done));
}
