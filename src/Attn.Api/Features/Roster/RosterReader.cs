using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Roster;

/// <summary>
/// Reads the records of a class session, live or past, as every screen shows them: under the best names, and with
/// whether the student is enrolled. While the archive is unavailable, a live session is shown as its records are.
/// </summary>
internal sealed class RosterReader(
    ClassSessionStore sessions,
    SessionArchive archive,
    ClassListCache cached,
    ClassListStore lists
)
{
    /// <summary>The roster with deleted records; <c>null</c>: this teacher has no such session.</summary>
    public async Task<ShownRoster?> ReadOwnAsync(Guid id, string teacherNumber, CancellationToken cancellationToken) =>
        await sessions.ReadOwnRosterAsync(id, teacherNumber, cancellationToken) is { } roster
            ? new(
                roster with
                {
                    Records = await NameAsync(roster.Records, cancellationToken),
                },
                await FindListAsync(roster.Session, cancellationToken)
            )
            : null;

    /// <summary>The record that a decision wrote.</summary>
    public async Task<RosterRecord> ShowAsync(SessionRecord decided, CancellationToken cancellationToken) =>
        (await ShowAsync(decided.Session, [decided.Record], cancellationToken))[0];

    /// <summary>Records of one session, in their order.</summary>
    public async Task<IReadOnlyList<RosterRecord>> ShowAsync(
        ClassSession session,
        IReadOnlyList<AttendanceRecord> records,
        CancellationToken cancellationToken
    ) => SessionRoll.Show(await NameAsync(records, cancellationToken), await FindListAsync(session, cancellationToken));

    /// <summary>
    /// The same records; whoever has signed in since a teacher typed the name has the portal's. Only typed names cost a
    /// question to the archive.
    /// </summary>
    public async Task<IReadOnlyList<AttendanceRecord>> NameAsync(
        IReadOnlyList<AttendanceRecord> records,
        CancellationToken cancellationToken
    )
    {
        List<string> typed =
        [
            .. records.Where(record => !record.NameIsFromPortal).Select(record => record.StudentNumber),
        ];
        if (typed.Count == 0)
            return records;
        try
        {
            var fromPortal = await archive.ListPortalNamesAsync(typed, cancellationToken);
            return SessionRoll.WithPortalNames(records, fromPortal);
        }
        catch (StoreUnavailableException)
        {
            return records;
        }
    }

    /// <summary>The class list of the session's course; without one, nobody is on it.</summary>
    public async Task<ExpectedStudents> FindListAsync(ClassSession session, CancellationToken cancellationToken)
    {
        try
        {
            return await cached.FindAsync(session, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            return ExpectedStudents.NoList;
        }
    }

    /// <summary>Who is expected in the session: the class list or, without one, everybody seen in the course.</summary>
    public async Task<ExpectedStudents> FindExpectedAsync(ClassSession session, CancellationToken cancellationToken) =>
        await FindListAsync(session, cancellationToken) is { HasClassList: true } list
            ? list
            : await lists.ReadExpectedAsync(session, cancellationToken);

    /// <summary>The course of a session, as notices about its class list name it.</summary>
    public string CourseKeyOf(ClassSession session) => cached.KeyOf(session);
}

/// <param name="Roster">Its records have the portal's names where they are known.</param>
/// <param name="List">The course's class list; without one, nobody is on it.</param>
internal sealed record ShownRoster(ClassRoster Roster, ExpectedStudents List)
{
    public ClassSession Session => Roster.Session;

    /// <summary>Without the deleted ones.</summary>
    public IReadOnlyList<RosterRecord> Records =>
        SessionRoll.Show(Roster.Records.Where(record => !record.State.IsDeleted), List);
}
