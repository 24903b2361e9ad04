using Attn.Api.Features.ClassSessions;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.Roster;

/// <summary>A teacher reads the records and the figures of a class session, live or past.</summary>
internal static class RosterEndpoints
{
    public static void Map(IEndpointRouteBuilder teacher)
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
        SessionTeacher teacher,
        RosterService roster,
        CancellationToken cancellationToken
    ) =>
        await roster.ListAsync(id, teacher.Number, cancellationToken) is { } records
            ? TypedResults.Ok(records)
            : Problems.Of(ProblemKinds.SessionNotFound);

    private static async Task<Results<Ok<SummaryResponse>, ProblemHttpResult>> Summarize(
        Guid id,
        SessionTeacher teacher,
        RosterService roster,
        CancellationToken cancellationToken
    ) =>
        await roster.SummarizeAsync(id, teacher.Number, cancellationToken) is { } summary
            ? TypedResults.Ok(summary)
            : Problems.Of(ProblemKinds.SessionNotFound);
}
