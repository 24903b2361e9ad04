using Attn.Domain;

namespace Attn.Api.Features.Roster;

/// <summary>
/// Reads a class session's records and figures, live or past. <c>null</c>: this teacher has no such session.
/// </summary>
internal sealed class RosterService(RosterReader rosters, TimeProvider time)
{
    public async Task<List<RecordResponse>?> ListAsync(
        Guid id,
        string teacherNumber,
        CancellationToken cancellationToken
    )
    {
        if (await rosters.ReadOwnAsync(id, teacherNumber, cancellationToken) is not { } roster)
            return null;
        var now = time.GetUtcNowMilliseconds();
        return [.. roster.Records.Select(record => RecordResponse.Of(roster.Session, record, now))];
    }

    public async Task<SummaryResponse?> SummarizeAsync(
        Guid id,
        string teacherNumber,
        CancellationToken cancellationToken
    )
    {
        if (await rosters.ReadOwnAsync(id, teacherNumber, cancellationToken) is not { } roster)
            return null;
        var expected = await rosters.FindExpectedAsync(roster.Session, cancellationToken);
        var summary = SessionSummary.Of(roster.Session, roster.Roster.Records, expected);
        return SummaryResponse.Of(roster.Session, summary, time.GetUtcNowMilliseconds());
    }
}
