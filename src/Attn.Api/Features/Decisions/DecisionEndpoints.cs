using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Roster;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Domain;
using Attn.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.Decisions;

/// <summary>
/// A teacher decides by hand about the records of a class session, live or past, and reads earlier decisions.
/// </summary>
internal static class DecisionEndpoints
{
    public static void Map(IEndpointRouteBuilder teacher)
    {
        var group = teacher
            .MapGroup("/attendances/{id}")
            .WithTags("Roster")
            .RequireRateLimiting(RateLimits.Decision)
            .WithProblems(ProblemKinds.SessionNotFound, ProblemKinds.NotValid);

        group.MapPost("/live/records", Add).WithName("addLiveRecord").WithSummary("Add a student by hand.");
        group
            .MapPost("/live/records/{student}/accept", Accept)
            .WithName("acceptLiveRecord")
            .WithSummary("Accept a student by hand.")
            .WithProblems(ProblemKinds.RecordNotFound);
        group
            .MapPost("/live/records/{student}/fail", Fail)
            .WithName("failLiveRecord")
            .WithSummary("Reject a student by hand, with a reason.")
            .WithProblems(ProblemKinds.RecordNotFound);
        group
            .MapPost("/records/bulk", DecideMany)
            .WithMetadata(new RequestSizeLimitAttribute(BulkRequest.MaxBytes))
            .WithName("decideRecords")
            .WithSummary("Accept or reject up to 500 students at once, live or past.");
        group
            .MapPost("/records/{student}/excuse", Excuse)
            .WithName("excuseRecord")
            .WithSummary("Excuse a student with a note, live or past; a student without a record gets one.");
        group
            .MapPost("/records/{student}/undo", Undo)
            .WithName("undoDecision")
            .WithSummary("Take back the last decision by hand.")
            .WithProblems(ProblemKinds.RecordNotFound, ProblemKinds.NothingToUndo);
        group
            .MapGet("/records/{student}/history", ListTrail)
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithName("listDecisions")
            .WithSummary("Who decided what by hand about a student, oldest first.")
            .WithProblems(ProblemKinds.RecordNotFound);
    }

    private static async Task<Results<Created<RecordResponse>, ProblemHttpResult>> Add(
        Guid id,
        AddRecordRequest request,
        SessionTeacher teacher,
        DecisionService decisions,
        DecisionAnswers answers,
        CancellationToken cancellationToken
    )
    {
        var key = new RecordKey(id, teacher, request.StudentSchoolNumber!, OnlyAfterEnd: false);
        var outcome = await decisions.AddAsync(key, request.ToAddition(), cancellationToken);
        return outcome.Value is { } added
            ? TypedResults.Created((string?)null, await answers.OfAsync(added, cancellationToken))
            : TeacherProblems.Of(outcome.Refusal!.Value);
    }

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Accept(
        [AsParameters] DecisionTarget target,
        DecisionService decisions,
        DecisionAnswers answers,
        CancellationToken cancellationToken
    ) =>
        await AnswerAsync(
            await decisions.AcceptAsync(target.ToKey(onlyAfterEnd: false), cancellationToken),
            answers,
            cancellationToken
        );

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Fail(
        [AsParameters] DecisionTarget target,
        FailRequest request,
        DecisionService decisions,
        DecisionAnswers answers,
        CancellationToken cancellationToken
    )
    {
        var key = target.ToKey(onlyAfterEnd: false);
        return await AnswerAsync(
            await decisions.FailAsync(key, request.Reason!.Trim(), cancellationToken),
            answers,
            cancellationToken
        );
    }

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Undo(
        [AsParameters] DecisionTarget target,
        DecisionService decisions,
        DecisionAnswers answers,
        CancellationToken cancellationToken
    ) =>
        await AnswerAsync(
            await decisions.UndoAsync(target.ToKey(onlyAfterEnd: false), cancellationToken),
            answers,
            cancellationToken
        );

    private static async Task<Results<Ok<BulkResponse>, ProblemHttpResult>> DecideMany(
        Guid id,
        BulkRequest request,
        SessionTeacher teacher,
        DecisionService decisions,
        DecisionAnswers answers,
        CancellationToken cancellationToken
    )
    {
        var failReason = request.Action == BulkRequest.Fail ? request.Reason!.Trim() : null;
        return
            await decisions.DecideManyAsync(id, teacher, request.Students!, failReason, cancellationToken)
                is { } decided
            ? TypedResults.Ok(await answers.OfAsync(decided, cancellationToken))
            : Problems.Of(ProblemKinds.SessionNotFound);
    }

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Excuse(
        [AsParameters] ExcuseTarget target,
        ExcuseRequest request,
        SessionTeacher teacher,
        DecisionService decisions,
        DecisionAnswers answers,
        CancellationToken cancellationToken
    )
    {
        var key = new RecordKey(target.Id, teacher, target.Student, OnlyAfterEnd: false);
        var (note, name) = (request.Note!.Trim(), request.StudentFullName?.Trim());
        return await AnswerAsync(
            await decisions.ExcuseAsync(key, note, name, cancellationToken),
            answers,
            cancellationToken
        );
    }

    private static async Task<Results<Ok<List<DecisionResponse>>, ProblemHttpResult>> ListTrail(
        Guid id,
        string student,
        SessionTeacher teacher,
        ClassSessionStore sessions,
        CancellationToken cancellationToken
    )
    {
        var number = SchoolNumbers.Canonical(student);
        if (await sessions.ReadOwnTrailAsync(id, teacher.Number, number, cancellationToken) is not { } trail)
            return Problems.Of(ProblemKinds.SessionNotFound);
        return trail.HasRecord || trail.Entries.Count > 0
            ? TypedResults.Ok(trail.Entries.Select(DecisionResponse.Of).ToList())
            : Problems.Of(ProblemKinds.RecordNotFound);
    }

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> AnswerAsync(
        DecisionOutcome outcome,
        DecisionAnswers answers,
        CancellationToken cancellationToken
    ) =>
        outcome.Value is { } decided
            ? TypedResults.Ok(await answers.OfAsync(decided, cancellationToken))
            : TeacherProblems.Of(outcome.Refusal!.Value);
}
