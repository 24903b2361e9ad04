using System.Security.Claims;
using Attn.Api.Features.Decisions;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.Roster;

/// <summary>The list of a class session's records, and a teacher's decisions while it runs. They do the same after its end.</summary>
internal static class RosterEndpoints
{
    public static void MapRoster(this IEndpointRouteBuilder teacher)
    {
        var group = teacher.MapGroup("/attendances/{id}").WithTags("Roster").ProducesProblem(404).ProducesProblem(422);

        group
            .MapGet("/records", List)
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithName("listRecords")
            .WithSummary("All records of a class session, live or past.");
        group
            .MapPost("/live/records", Add)
            .RequireRateLimiting(RateLimits.Decision)
            .WithName("addLiveRecord")
            .WithSummary("Add a student by hand.");
        group
            .MapPost("/live/records/{student}/accept", Accept)
            .RequireRateLimiting(RateLimits.Decision)
            .WithName("acceptLiveRecord")
            .WithSummary("Accept a student by hand.");
        group
            .MapPost("/live/records/{student}/fail", Fail)
            .RequireRateLimiting(RateLimits.Decision)
            .WithName("failLiveRecord")
            .WithSummary("Reject a student by hand, with a reason.");
        group
            .MapPost("/records/bulk", DecideMany)
            .RequireRateLimiting(RateLimits.Decision)
            .WithName("decideRecords")
            .WithSummary("Accept or reject up to 500 students at once, live or past.");
        group
            .MapPost("/records/{student}/excuse", Excuse)
            .RequireRateLimiting(RateLimits.Decision)
            .WithName("excuseRecord")
            .WithSummary("Excuse a student with a note, live or past; one without a record gets one.");
        group
            .MapGet("/records/{student}/history", History)
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithName("listDecisions")
            .WithSummary("Who decided what by hand about a student, oldest first.");
        group
            .MapGet("/summary", Summarize)
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithName("summarizeAttendance")
            .WithSummary("A class session in figures, and who is absent.");
        group
            .MapPost("/records/{student}/undo", Undo)
            .RequireRateLimiting(RateLimits.Decision)
            .WithName("undoDecision")
            .WithSummary("Take the last decision by hand back.");
    }

    private static async Task<Results<Ok<List<RecordResponse>>, ProblemHttpResult>> List(
        Guid id,
        ClaimsPrincipal user,
        ClassSessionStore book,
        CancellationToken cancellationToken
    )
    {
        var roster = await book.ReadRosterAsync(id, cancellationToken);
        if (roster is null || roster.Session.TeacherNumber != user.Number())
            return Problems.NotFound(Details.SessionNotFound);
        return TypedResults.Ok(
            roster
                .Records.Where(record => !record.State.IsDeleted)
                .Select(record => RecordResponse.Of(roster.Session, record))
                .ToList()
        );
    }

    private static async Task<Results<Created<RecordResponse>, ProblemHttpResult>> Add(
        Guid id,
        AddRecordRequest request,
        ClaimsPrincipal user,
        DecisionService decisions,
        CancellationToken cancellationToken
    ) =>
        await decisions.AddAsync(id, user.Number(), request.ToAddition(), onlyAfterEnd: false, cancellationToken) switch
        {
            AddOutcome.Decided { Outcome: TeacherOutcome.Done done } => TypedResults.Created(
                (string?)null,
                RecordResponse.Of(done.Session, done.Record)
            ),
            AddOutcome.Decided refused => TeacherProblems.Of(refused.Outcome),
            AddOutcome.IsTeacher => TeacherProblems.NumberIsTeachers(),
            var other => throw new InvalidOperationException($"Unknown outcome {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Accept(
        Guid id,
        string student,
        ClaimsPrincipal user,
        DecisionService decisions,
        CancellationToken cancellationToken
    ) => Answer(await decisions.AcceptAsync(id, Key(user, student), cancellationToken));

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Fail(
        Guid id,
        string student,
        FailRequest request,
        ClaimsPrincipal user,
        DecisionService decisions,
        CancellationToken cancellationToken
    ) => Answer(await decisions.FailAsync(id, Key(user, student), request.Reason!.Trim(), cancellationToken));

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Undo(
        Guid id,
        string student,
        ClaimsPrincipal user,
        DecisionService decisions,
        CancellationToken cancellationToken
    ) => Answer(await decisions.UndoAsync(id, Key(user, student), cancellationToken));

    private static async Task<Results<Ok<BulkResponse>, ProblemHttpResult>> DecideMany(
        Guid id,
        BulkRequest request,
        ClaimsPrincipal user,
        DecisionService decisions,
        CancellationToken cancellationToken
    )
    {
        var reason = request.Action == BulkRequest.Fail ? request.Reason!.Trim() : null;
        return
            await decisions.DecideManyAsync(id, user.Number(), request.Students!, reason, cancellationToken) is { } done
            ? TypedResults.Ok(BulkResponse.Of(done))
            : Problems.NotFound(Details.SessionNotFound);
    }

    private static async Task<Results<Ok<RecordResponse>, ProblemHttpResult>> Excuse(
        Guid id,
        [SchoolNumber] string student,
        ExcuseRequest request,
        ClaimsPrincipal user,
        DecisionService decisions,
        CancellationToken cancellationToken
    ) =>
        await decisions.ExcuseAsync(
            id,
            Key(user, student),
            request.Note!.Trim(),
            request.StudentFullName?.Trim(),
            cancellationToken
        ) switch
        {
            AddOutcome.Decided decided => Answer(decided.Outcome),
            AddOutcome.IsTeacher => TeacherProblems.NumberIsTeachers(),
            var other => throw new InvalidOperationException($"Unknown outcome {other.GetType().Name}."),
        };

    private static async Task<Results<Ok<List<DecisionResponse>>, ProblemHttpResult>> History(
        Guid id,
        string student,
        ClaimsPrincipal user,
        ClassSessionStore book,
        CancellationToken cancellationToken
    )
    {
        var trail = await book.ReadTrailAsync(id, SchoolNumbers.Canonical(student), cancellationToken);
        if (trail is null || trail.Session.TeacherNumber != user.Number())
            return Problems.NotFound(Details.SessionNotFound);
        return trail.HasRecord || trail.Entries.Count > 0
            ? TypedResults.Ok(trail.Entries.Select(DecisionResponse.Of).ToList())
            : Problems.NotFound(Details.RecordNotFound);
    }

    private static async Task<Results<Ok<SummaryResponse>, ProblemHttpResult>> Summarize(
        Guid id,
        ClaimsPrincipal user,
        ClassSessionStore book,
        SessionArchive archive,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var roster = await book.ReadRosterAsync(id, cancellationToken);
        if (roster is null || roster.Session.TeacherNumber != user.Number())
            return Problems.NotFound(Details.SessionNotFound);
        var expected = await archive.ListExpectedStudentsAsync(
            user.Number(),
            roster.Session.LessonName,
            cancellationToken
        );
        return TypedResults.Ok(
            SummaryResponse.Of(
                roster.Session,
                SessionSummary.Of(roster.Session, roster.Records, expected),
                time.GetUtcNowMilliseconds()
            )
        );
    }

    private static RecordKey Key(ClaimsPrincipal user, string student) =>
        new(user.Number(), student, OnlyAfterEnd: false);

    private static Results<Ok<RecordResponse>, ProblemHttpResult> Answer(TeacherOutcome outcome) =>
        outcome is TeacherOutcome.Done done
            ? TypedResults.Ok(RecordResponse.Of(done.Session, done.Record))
            : TeacherProblems.Of(outcome);
}
