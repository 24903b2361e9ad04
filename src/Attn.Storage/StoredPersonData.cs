using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Live;

namespace Attn.Storage;

/// <summary>All that the stores hold about one person.</summary>
/// <param name="LiveRecords">Of class sessions that are not archived yet.</param>
/// <param name="Teaching">Class sessions of the person that are not archived yet.</param>
/// <param name="LiveDecisions">The decisions by hand in these.</param>
public sealed record StoredPersonData(
    LivePersonData Live,
    IReadOnlyList<PersonRecord> LiveRecords,
    IReadOnlyList<ClassSession> Teaching,
    IReadOnlyList<(Guid SessionId, AuditEntry Entry)> LiveDecisions,
    ArchivedPerson Archived
)
{
    public bool IsEmpty =>
        (
            Live.Logins.Count
            + Live.Checks.Count
            + Live.TicketsOf.Count
            + Live.Selfies
            + LiveRecords.Count
            + Teaching.Count
        ) == 0
        && Archived
            is {
                User: null,
                Consent: null,
                Records.Count: 0,
                Lists.Count: 0,
                Taught.Count: 0,
                Decisions.Count: 0,
                Courses.Count: 0
            };
}
