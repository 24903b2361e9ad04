using Attn.Api.Features.ClassSessions;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.Decisions;

/// <summary>A teacher corrects the records of a past class session.</summary>
internal static class CorrectionEndpoints
{
    public static void Map(IEndpointRouteBuilder teacher)
    {
        var group = teacher
            .MapGroup("/attendances/{id}")
            .WithTags("Corrections")
            .RequireRateLimiting(RateLimits.Decision)
            .WithProblems(ProblemKinds.SessionStillLive, ProblemKinds.SessionNotFound, ProblemKinds.NotValid);

        group
            .MapPost("/historical/records", Add)
            .WithName("addHistoricalRecord")
            .WithSummary("Add a student to a past class session.");
        group
            .MapPost("/historical/records/{student}/accept", Accept)
            .WithName("acceptHistoricalRecord")
            .WithSummary("Accept a student in a past class session.")
            .WithProblems(ProblemKinds.RecordNotFound);
        group
            .MapPost("/historical/records/{student}/fail", Fail)
            .WithName("failHistoricalRecord")
            .WithSummary("Mark a student absent in a past class session.")
            .WithProblems(ProblemKinds.RecordNotFound);
        group
            .MapDelete("/records/{student}", Delete)
            .WithName("deleteRecord")
            .WithSummary("Delete a record of a past class session. An undo brings it back.")
            .WithProblems(ProblemKinds.RecordToDeleteNotFound);
    }

    private static async Task<Results<Created<StatusResponse>, ProblemHttpResult>> Add(
        Guid id,
        AddRecordRequest request,
        SessionTeacher teacher,
        DecisionService decisions,
        CancellationToken cancellationToken
    )
    {
        var key = new RecordKey(id, teacher, request.StudentSchoolNumber!, OnlyAfterEnd: true);
        var outcome = await decisions.AddAsync(key, request.ToAddition(), cancellationToken);
        return outcome.Refusal is { } refusal
            ? TeacherProblems.Of(refusal)
            : TypedResults.Created(
                (string?)null,
                new StatusResponse("The student was added to the attendance record.")
            );
    }

    private static async Task<Results<Ok<StatusResponse>, ProblemHttpResult>> Accept(
        [AsParameters] DecisionTarget target,
        DecisionService decisions,
        CancellationToken cancellationToken
    )
    {
        var outcome = await decisions.AcceptAsync(target.ToKey(onlyAfterEnd: true), cancellationToken);
        return Answer(outcome, "The student was marked present.");
    }

    private static async Task<Results<Ok<StatusResponse>, ProblemHttpResult>> Fail(
        [AsParameters] DecisionTarget target,
        FailRequest request,
        DecisionService decisions,
        CancellationToken cancellationToken
    )
    {
        var key = target.ToKey(onlyAfterEnd: true);
        var outcome = await decisions.FailAsync(key, request.Reason!.Trim(), cancellationToken);
        return Answer(outcome, "The student was marked absent.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        [AsParameters] DecisionTarget target,
        [FromBody] DeleteRequest request,
        DecisionService decisions,
        CancellationToken cancellationToken
    )
    {
        var key = target.ToKey(onlyAfterEnd: true);
        var outcome = await decisions.DeleteAsync(key, request.Reason!.Trim(), cancellationToken);
        return outcome.Refusal is { } refusal
            ? TeacherProblems.Of(refusal, ProblemKinds.RecordToDeleteNotFound)
            : TypedResults.NoContent();
    }

    private static Results<Ok<StatusResponse>, ProblemHttpResult> Answer(DecisionOutcome outcome, string done) =>
        outcome.Refusal is { } refusal ? TeacherProblems.Of(refusal) : TypedResults.Ok(new StatusResponse(done));
}
