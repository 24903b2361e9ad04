using Attn.Api.Features.Roster;
using Attn.Domain;

namespace Attn.Api.Features.Decisions;

/// <summary>Decided records as the roster shows them.</summary>
internal sealed class DecisionAnswers(RosterReader rosters, TimeProvider time)
{
    public async Task<RecordResponse> OfAsync(SessionRecord decided, CancellationToken cancellationToken) =>
        RecordResponse.Of(
            decided.Session,
            await rosters.ShowAsync(decided, cancellationToken),
            time.GetUtcNowMilliseconds()
        );

    /// <param name="decided">All of one class session.</param>
    /// <param name="cancellationToken">Cancels the reading of names.</param>
    public async Task<BulkResponse> OfAsync(
        IReadOnlyList<(string StudentNumber, DecisionOutcome Outcome)> decided,
        CancellationToken cancellationToken
    )
    {
        List<SessionRecord> done = [.. decided.Select(each => each.Outcome.Value).OfType<SessionRecord>()];
        if (done.Count == 0)
            return BulkResponse.Of(decided, new Dictionary<string, RecordResponse>(StringComparer.Ordinal));
        var (session, now) = (done[0].Session, time.GetUtcNowMilliseconds());
        var shown = await rosters.ShowAsync(session, done.ConvertAll(each => each.Record), cancellationToken);
        return BulkResponse.Of(
            decided,
            shown.ToDictionary(
                record => record.Record.StudentNumber,
                record => RecordResponse.Of(session, record, now),
                StringComparer.Ordinal
            )
        );
    }
}
