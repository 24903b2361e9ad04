using System.Security.Claims;
using Attn.Api.Contract;
using Attn.Api.Hosting;
using Attn.Api.Records;
using Attn.Api.SignIn;
using Attn.Domain;
using Attn.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Roster;

/// <summary>The list of a class session's records, and a teacher's decisions while it runs. They do the same after its end.</summary>
internal static class RosterEndpoints
{
    public static void MapRoster(this IEndpointRouteBuilder teacher)
    {
        var group = teacher.MapGroup("/attendances/{id}").WithTags("Roster").ProducesProblem(404).ProducesProblem(422);

        group.MapGet("/records", List).RequireRateLimiting(RateLimits.TeacherLookup)
            .WithName("listRecords").WithSummary("All records of a class session, live or past.");
        group.MapPost("/live/records", Add).RequireRateLimiting(RateLimits.Decision)
            .WithName("addLiveRecord").WithSummary("Add a student by hand.");
        group.MapPost("/live/records/{student}/accept", Accept).RequireRateLimiting(RateLimits.Decision)
            .WithName("acceptLiveRecord").WithSummary("Accept a student by hand.");
        group.MapPost("/live/records/{student}/fail", Fail).RequireRateLimiting(RateLimits.Decision)
            .WithName("failLiveRecord").WithSummary("Reject a student by hand, with a reason.");
        group.MapPost("/records/{student}/undo", Undo).RequireRateLimiting(RateLimits.Decision)
            .WithName("undoDecision").WithSummary("Take the last decision by hand back.");
    }

    private static async Task<Results<Ok<List<RecordResponse>>, ProblemHttpResult>> List(
        Guid id, ClaimsPrincipal user, AttendanceBook book, CancellationToken cancellationToken)
    {
        var roster = await book.ReadRosterAsync(id, cancellationToken);
        if (roster is null || roster.Session.TeacherNumber != user.Number())
            return Problems.NotFound(Details.SessionNotFound);
        return TypedResults.Ok(roster.Records
            .Where(record => !record.Standing.IsDeleted)
            .Select(record => RecordResponse.Of(roster.Session, record))
            .ToList());
    }

    private static async Task<Results<Created<RecordResponse>, ProblemHttpResult>> Add(
        Guid id, AddRecordRequest request, ClaimsPrincipal user, DecisionService decisions, CancellationToken cancellationToken) =>
        await decisions.AddAsync(id, user.Number(), request.ToAddition(), onlyAfterEnd: false, cancellationToken) switch
        {
            AddOutcome.Decided { Outcome: TeacherOutcome.Done done } => TypedResults.Created((string?)null, RecordResponse.Of(done.Session, done.Record)),
            AddOutcome.Decided refused => TeacherProblems.Of(refused.Outcome),
            AddOutcome.IsTeacher => TeacherProblems.NumberIsTeachers(),
            var other => throw new InvalidOperationException($"Unknown outcome {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Accept(
        Guid id, string student, ClaimsPrincipal user, DecisionService decisions, CancellationToken cancellationToken) =>
        Answer(await decisions.AcceptAsync(id, Key(user, student), cancellationToken));

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Fail(
        Guid id, string student, FailRequest request, ClaimsPrincipal user, DecisionService decisions, CancellationToken cancellationToken) =>
        Answer(await decisions.FailAsync(id, Key(user, student), request.Reason!.Trim(), cancellationToken));

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Undo(
        Guid id, string student, ClaimsPrincipal user, DecisionService decisions, CancellationToken cancellationToken) =>
        Answer(await decisions.UndoAsync(id, Key(user, student), cancellationToken));

    private static RecordKey Key(ClaimsPrincipal user, string student) => new(user.Number(), student, OnlyAfterEnd: false);

    private static Results<Ok<RecordResponse>, ProblemHttpResult> Answer(TeacherOutcome outcome) =>
        outcome is TeacherOutcome.Done done ? TypedResults.Ok(RecordResponse.Of(done.Session, done.Record)) : TeacherProblems.Of(outcome);
}
