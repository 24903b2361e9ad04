using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.Roster;

/// <summary>What a teacher reads of a class session's records, live or past.</summary>
internal static class RosterEndpoints
{
    public static void MapRoster(this IEndpointRouteBuilder teacher)
    {
        var group = teacher
            .MapGroup("/attendances/{id}")
            .WithTags("Roster")
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithProblems(ProblemKinds.SessionNotFound, ProblemKinds.NotValid);

        group
            .MapGet("/records", List)
            .WithName("listRecords")
            .WithSummary("All records of a class session, live or past.");
        group
            .MapGet("/summary", Summarize)
            .WithName("summarizeAttendance")
            .WithSummary("A class session in figures, and who is absent.");
    }

    private static async Task<Results<Ok<List<RecordResponse>>, ProblemHttpResult>> List(
        Guid id,
        CurrentUser user,
        ClassSessionStore sessions,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var roster = await sessions.ReadRosterAsync(id, cancellationToken);
        if (roster is null || roster.Session.TeacherNumber != user.Number)
            return Problems.Of(ProblemKinds.SessionNotFound);
        var now = time.GetUtcNowMilliseconds();
        return TypedResults.Ok(
            roster
                .Records.Where(record => !record.State.IsDeleted)
                .Select(record => RecordResponse.Of(roster.Session, record, now))
                .ToList()
        );
    }

    private static async Task<Results<Ok<SummaryResponse>, ProblemHttpResult>> Summarize(
        Guid id,
        CurrentUser user,
        ClassSessionStore sessions,
        SessionArchive archive,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var roster = await sessions.ReadRosterAsync(id, cancellationToken);
        if (roster is null || roster.Session.TeacherNumber != user.Number)
            return Problems.Of(ProblemKinds.SessionNotFound);
        var expected = await archive.ListExpectedStudentsAsync(
            user.Number,
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
}
