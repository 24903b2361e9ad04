using Attn.Api.Features.Roster;

namespace Attn.Api.Features.Decisions;

/// <summary>The result for every student of a bulk decision.</summary>
internal sealed record BulkResponse(int Done, int NotFound, IReadOnlyList<BulkResult> Results)
{
    public static BulkResponse Of(
        IReadOnlyList<(string StudentNumber, DecisionOutcome Outcome)> decided,
        DateTimeOffset now
    )
    {
        List<BulkResult> results = [.. decided.Select(each => BulkResult.Of(each.StudentNumber, each.Outcome, now))];
        var done = results.Count(result => result.Record is not null);
        return new(done, results.Count - done, results);
    }
}

internal sealed record BulkResult(string StudentSchoolNumber, string Status, RecordResponse? Record)
{
    public static BulkResult Of(string studentNumber, DecisionOutcome outcome, DateTimeOffset now) =>
        outcome.Value is { } decided
            ? new(studentNumber, "done", RecordResponse.Of(decided, now))
            : new(studentNumber, "not_found", null);
}
