using Attn.Domain;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Archive;

/// <summary>One person in the archive, deleted rows included, for requests about one's own data. An outage is a <see cref="StoreUnavailableException"/>.</summary>
public sealed class PersonArchive
{
    /// <summary>What a teacher is called afterwards in class sessions that stay for their students.</summary>
    public const string ErasedName = "Deleted";

    private readonly IArchiveDatabase _database;

    internal PersonArchive(IArchiveDatabase database) => _database = database;

    public Task<ArchivedPerson> FindAsync(string number, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async (context, token) =>
            {
                var records = await PersonQueries.Records(context, number).ToListAsync(token);
                var trail = (await PersonQueries.Trail(context, number).ToListAsync(token)).ToLookup(entry =>
                    entry.AttendanceId
                );
                var user = await ArchiveQueries.User(context, number).SingleOrDefaultAsync(token);
                return new ArchivedPerson
                {
                    User = user?.ToDomain(),
                    KnownAt = user?.KnownAt,
                    Consent = (await ArchiveQueries.Consent(context, number).SingleOrDefaultAsync(token))?.ToDomain(),
                    Records =
                    [
                        .. records.Select(row => new PersonRecord(
                            row.Session.ToDomain(),
                            row.Record.ToDomain(user: null),
                            [.. trail[row.Session.Id].Select(entry => entry.ToDomain())]
                        )),
                    ],
                    Lists = await PersonQueries
                        .Lists(context, number)
                        .Select(row => new ListedAs(row.LessonName, row.StudentName))
                        .ToListAsync(token),
                    Taught =
                    [
                        .. (
                            await PersonQueries
                                .Taught(context, number)
                                .OrderBy(session => session.StartTime)
                                .ToListAsync(token)
                        ).Select(row => row.ToDomain()),
                    ],
                    Decisions =
                    [
                        .. (await PersonQueries.Decisions(context, number).ToListAsync(token)).Select(row =>
                            (row.AttendanceId, row.ToDomain())
                        ),
                    ],
                    Plans =
                    [
                        .. (
                            await LessonQueries
                                .Plans(context, number, key: null)
                                .OrderBy(plan => plan.LessonName)
                                .ToListAsync(token)
                        ).Select(row => (row.LessonName, row.ToPlan())),
                    ],
                };
            },
            cancellationToken
        );

    /// <summary>
    /// Deletes the person, in one transaction: records with what was decided about them, places on class lists, consent, name. Class sessions and plans of
    /// a teacher go on under a number that says nothing, for the sake of their students. Every session that is touched gets a higher version, so
    /// that no older copy brings anything back.
    /// </summary>
    public Task EraseAsync(string number, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async (context, token) =>
            {
                var held = await context.LockSessionsOfAsync(number, token);
                await EraseRecordsAsync(context, held, number, token);
                await EraseTeacherAsync(context, held, number, $"erased-{Guid.NewGuid():N}"[..19], token);
                await context.ClassLists.Where(row => row.StudentNumber == number).ExecuteDeleteAsync(token);
                await ArchiveQueries.Consent(context, number).ExecuteDeleteAsync(token);
                await ArchiveQueries.User(context, number).ExecuteDeleteAsync(token);
                return true;
            },
            cancellationToken
        );

    /// <summary>Class sessions, latest end first, those that a teacher deleted included.</summary>
    public Task<IReadOnlyList<ListedSession>> ListSessionsAsync(
        SessionListQuery query,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync<IReadOnlyList<ListedSession>>(
            async (context, token) =>
            {
                var rows = await PersonQueries.Sessions(context, query).ToListAsync(token);
                return
                [
                    .. rows.Select(row => new ListedSession(
                        row.Session.ToDomain(),
                        row.Records,
                        row.Present,
                        row.Session.DeletedAt is not null
                    )),
                ];
            },
            cancellationToken
        );

    /// <summary>Only in sessions that are held: one that is copied at this moment is met by whoever looks again.</summary>
    private static async Task EraseRecordsAsync(
        AttnDbContext context,
        List<Guid> held,
        string number,
        CancellationToken cancellationToken
    )
    {
        await context
            .Attendances.Where(session => held.Contains(session.Id))
            .ExecuteUpdateAsync(
                update => update.SetProperty(session => session.Version, session => session.Version + 1),
                cancellationToken
            );
        await context
            .Audit.Where(entry => held.Contains(entry.AttendanceId) && entry.StudentNumber == number)
            .ExecuteDeleteAsync(cancellationToken);
        await context
            .Records.Where(record => held.Contains(record.AttendanceId) && record.StudentNumber == number)
            .ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task EraseTeacherAsync(
        AttnDbContext context,
        List<Guid> held,
        string number,
        string nobody,
        CancellationToken cancellationToken
    )
    {
        await context
            .Audit.Where(entry => held.Contains(entry.AttendanceId) && entry.Actor == number)
            .ExecuteUpdateAsync(update => update.SetProperty(entry => entry.Actor, nobody), cancellationToken);
        await context
            .Attendances.Where(session => held.Contains(session.Id) && session.TeacherNumber == number)
            .ExecuteUpdateAsync(
                update =>
                    update
                        .SetProperty(session => session.TeacherNumber, nobody)
                        .SetProperty(session => session.TeacherName, ErasedName)
                        .SetProperty(session => session.TeacherAddress, (string?)null),
                cancellationToken
            );
        await context.MovePlansAsync(number, nobody, cancellationToken);
    }
}

/// <summary>What the archive holds about a person.</summary>
public sealed record ArchivedPerson
{
    public required KnownUser? User { get; init; }

    /// <summary>When the name was true.</summary>
    public required DateTimeOffset? KnownAt { get; init; }

    public required FaceConsent? Consent { get; init; }

    public required IReadOnlyList<PersonRecord> Records { get; init; }

    public required IReadOnlyList<ListedAs> Lists { get; init; }

    /// <summary>The class sessions that a teacher opened.</summary>
    public required IReadOnlyList<ClassSession> Taught { get; init; }

    /// <summary>What a teacher decided about others.</summary>
    public required IReadOnlyList<(Guid SessionId, AuditEntry Entry)> Decisions { get; init; }

    public required IReadOnlyList<(string LessonName, LessonPlan Plan)> Plans { get; init; }
}

/// <summary>A record with what was decided about it by hand.</summary>
public sealed record PersonRecord(ClassSession Session, AttendanceRecord Record, IReadOnlyList<AuditEntry> Trail);

/// <summary>A place on a class list, under the name that was given there.</summary>
public sealed record ListedAs(string LessonName, string Name);

/// <param name="UserNumber">Only those that this person teaches or has a record in.</param>
/// <param name="From">Only sessions that ended after this time.</param>
/// <param name="Before">Only sessions that started before this time.</param>
public sealed record SessionListQuery(string? UserNumber, DateTimeOffset? From, DateTimeOffset? Before, int Limit);

/// <param name="IsDeleted">Hidden by its teacher.</param>
public sealed record ListedSession(ClassSession Session, int Records, int Present, bool IsDeleted);
