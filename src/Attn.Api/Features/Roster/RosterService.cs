using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Roster;

/// <summary>
/// Reads a class session's records and figures, live or past. <c>null</c>: this teacher has no such session.
/// </summary>
internal sealed class RosterService(ClassSessionStore sessions, ClassLists lists, TimeProvider time)
{
    public async Task<List<RecordResponse>?> ListAsync(
        Guid id,
        string teacherNumber,
        CancellationToken cancellationToken
    )
    {
        if (await sessions.ReadOwnRosterAsync(id, teacherNumber, cancellationToken) is not { } roster)
            return null;
        var (session, now) = (roster.Session, time.GetUtcNowMilliseconds());
        IReadOnlyList<AttendanceRecord> records = [.. roster.Records.Where(record => !record.State.IsDeleted)];
        // Whoever checked in has the portal's name: the class list is read only where a teacher typed one.
        if (!records.All(record => record.NameIsFromPortal))
            records = SessionRoll.WithBestNames(records, await ReadExpectedAsync(session, cancellationToken));
        return [.. records.Select(record => RecordResponse.Of(session, record, now))];
    }

    public async Task<SummaryResponse?> SummarizeAsync(
        Guid id,
        string teacherNumber,
        CancellationToken cancellationToken
    )
    {
        if (await sessions.ReadOwnRosterAsync(id, teacherNumber, cancellationToken) is not { } roster)
            return null;
        var expected = await ReadExpectedAsync(roster.Session, cancellationToken);
        var summary = SessionSummary.Of(roster.Session, roster.Records, expected);
        return SummaryResponse.Of(roster.Session, summary, time.GetUtcNowMilliseconds());
    }

    private Task<ExpectedStudents> ReadExpectedAsync(ClassSession session, CancellationToken cancellationToken) =>
        lists.ReadExpectedAsync(session, cancellationToken);
}
