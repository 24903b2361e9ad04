using Attn.Api.Features.Roster;

namespace Attn.Api.Features.Decisions;

/// <summary>The result for every student of a bulk decision.</summary>
internal sealed record BulkResponse(int Done, int NotFound, IReadOnlyList<BulkResult> Results)
{
    /// <param name="decided">Every student once.</param>
    /// <param name="records">Of those about whom something was decided, by student number.</param>
    public static BulkResponse Of(
        IReadOnlyList<(string StudentNumber, DecisionOutcome Outcome)> decided,
        IReadOnlyDictionary<string, RecordResponse> records
    )
    {
        List<BulkResult> results =
        [
            .. decided.Select(each => BulkResult.Of(each.StudentNumber, records.GetValueOrDefault(each.StudentNumber))),
        ];
        return new(records.Count, results.Count - records.Count, results);
    }
}

internal sealed record BulkResult(string StudentSchoolNumber, string Status, RecordResponse? Record)
{
    public static BulkResult Of(string studentNumber, RecordResponse? record) =>
        new(studentNumber, record is null ? "not_found" : "done", record);
}
