using Attn.Api.Features.Roster;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Attn.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.Decisions;

/// <summary>A teacher's decisions by hand about the records of a class session, live or past, and who decided what.</summary>
internal static class DecisionEndpoints
{
    public static void MapDecisions(this IEndpointRouteBuilder teacher)
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
            .WithName("decideRecords")
            .WithSummary("Accept or reject up to 500 students at once, live or past.");
        group
            .MapPost("/records/{student}/excuse", Excuse)
            .WithName("excuseRecord")
            .WithSummary("Excuse a student with a note, live or past; one without a record gets one.");
        group
            .MapPost("/records/{student}/undo", Undo)
            .WithName("undoDecision")
            .WithSummary("Take the last decision by hand back.")
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
        CurrentUser user,
        DecisionService decisions,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var addition = request.ToAddition();
        var outcome = await decisions.AddAsync(id, user.Number, addition, onlyAfterEnd: false, cancellationToken);
        return outcome.Value is { } added
            ? TypedResults.Created((string?)null, RecordResponse.Of(added, time.GetUtcNowMilliseconds()))
            : TeacherProblems.Of(outcome.Refusal!.Value);
    }

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Accept(
        Guid id,
        string student,
        CurrentUser user,
        DecisionService decisions,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => Answer(await decisions.AcceptAsync(id, Key(user, student), cancellationToken), time);

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Fail(
        Guid id,
        string student,
        FailRequest request,
        CurrentUser user,
        DecisionService decisions,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => Answer(await decisions.FailAsync(id, Key(user, student), request.Reason!.Trim(), cancellationToken), time);

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Undo(
        Guid id,
        string student,
        CurrentUser user,
        DecisionService decisions,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => Answer(await decisions.UndoAsync(id, Key(user, student), cancellationToken), time);

    private static async Task<Results<Ok<BulkResponse>, ProblemHttpResult>> DecideMany(
        Guid id,
        BulkRequest request,
        CurrentUser user,
        DecisionService decisions,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var reason = request.Action == BulkRequest.Fail ? request.Reason!.Trim() : null;
        var decided = await decisions.DecideManyAsync(id, user.Number, request.Students!, reason, cancellationToken);
        return decided is not null
            ? TypedResults.Ok(BulkResponse.Of(decided, time.GetUtcNowMilliseconds()))
            : Problems.Of(ProblemKinds.SessionNotFound);
    }

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Excuse(
        Guid id,
        [SchoolNumber] string student,
        ExcuseRequest request,
        CurrentUser user,
        DecisionService decisions,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var (note, name) = (request.Note!.Trim(), request.StudentFullName?.Trim());
        return Answer(await decisions.ExcuseAsync(id, Key(user, student), note, name, cancellationToken), time);
    }

    private static async Task<Results<Ok<List<DecisionResponse>>, ProblemHttpResult>> ListTrail(
        Guid id,
        string student,
        CurrentUser user,
        ClassSessionStore sessions,
        CancellationToken cancellationToken
    )
    {
        var trail = await sessions.ReadTrailAsync(id, SchoolNumbers.Canonical(student), cancellationToken);
        if (trail is null || trail.Session.TeacherNumber != user.Number)
            return Problems.Of(ProblemKinds.SessionNotFound);
        return trail.HasRecord || trail.Entries.Count > 0
            ? TypedResults.Ok(trail.Entries.Select(DecisionResponse.Of).ToList())
            : Problems.Of(ProblemKinds.RecordNotFound);
    }

    private static RecordKey Key(CurrentUser user, string student) => new(user.Number, student, OnlyAfterEnd: false);

    private static Results<Ok<RecordResponse>, ProblemHttpResult> Answer(DecisionOutcome outcome, TimeProvider time) =>
        outcome.Value is { } decided
            ? TypedResults.Ok(RecordResponse.Of(decided, time.GetUtcNowMilliseconds()))
            : TeacherProblems.Of(outcome.Refusal!.Value);
}
