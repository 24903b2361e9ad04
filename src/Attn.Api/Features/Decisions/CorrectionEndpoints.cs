using System.Security.Claims;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Domain;
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
        ClaimsPrincipal user,
        DecisionService decisions,
        CancellationToken cancellationToken
    ) =>
        await decisions.AddAsync(id, user.Number(), request.ToAddition(), onlyAfterEnd: true, cancellationToken) switch
        {
            AddOutcome.Decided { Outcome: TeacherOutcome.Done } => TypedResults.Created(
                (string?)null,
                new StatusResponse("The student was added to the attendance record.")
            ),
            AddOutcome.Decided refused => TeacherProblems.Of(refused.Outcome),
            AddOutcome.IsTeacher => TeacherProblems.NumberIsTeachers(),
            var other => throw new InvalidOperationException($"Unknown outcome {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<StatusResponse>, ProblemHttpResult>> Accept(
        Guid id,
        string student,
        ClaimsPrincipal user,
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
        ClaimsPrincipal user,
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
        ClaimsPrincipal user,
        DecisionService decisions,
        CancellationToken cancellationToken
    ) =>
        await decisions.DeleteAsync(id, Key(user, student), request.Reason!.Trim(), cancellationToken)
            is var outcome
                and not TeacherOutcome.Done
            ? TeacherProblems.Of(outcome, "Student record to be deleted was not found.")
            : TypedResults.NoContent();

    private static RecordKey Key(ClaimsPrincipal user, string student) =>
        new(user.Number(), student, OnlyAfterEnd: true);

    private static Results<Ok<StatusResponse>, ProblemHttpResult> Answer(TeacherOutcome outcome, string done) =>
        outcome is TeacherOutcome.Done ? TypedResults.Ok(new StatusResponse(done)) : TeacherProblems.Of(outcome);
}
