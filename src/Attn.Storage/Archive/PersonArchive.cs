using Attn.Storage.Archive.Rows;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Archive;

/// <summary>
/// One person in the archive, deleted rows included, for requests about one's own data. An outage is a
/// <see cref="StoreUnavailableException"/>.
/// </summary>
public sealed class PersonArchive
{
    /// <summary>An erased teacher's name in class sessions that stay for their students.</summary>
    public const string ErasedName = "Deleted";

    private readonly IArchiveDatabase _database;

    internal PersonArchive(IArchiveDatabase database) => _database = database;

    public Task<ArchivedPerson> FindAsync(string number, CancellationToken cancellationToken) =>
        _database.ReadAsync((context, token) => ReadAsync(context, number, token), cancellationToken);

    /// <summary>
    /// Deletes the person in one transaction: records with the decisions about them, places on class lists, consent,
    /// name. A teacher's class sessions and courses stay for the students, under a number that says nothing. Every
    /// touched session gets a higher version, so that no older copy brings anything back.
    /// </summary>
    public Task EraseAsync(string number, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async (transaction, token) =>
            {
                var context = transaction.Context;
                var locked = await transaction.LockSessionsOfAsync(number, token);
                await EraseRecordsAsync(context, locked, number, token);
                await EraseTeacherAsync(context, locked, number, $"erased-{Guid.NewGuid():N}"[..19], token);
                await context.Enrolments.Where(row => row.StudentNumber == number).ExecuteDeleteAsync(token);
                await context.SeenStudents.Where(row => row.StudentNumber == number).ExecuteDeleteAsync(token);
                await SessionQueries.Consent(context, number).ExecuteDeleteAsync(token);
                await SessionQueries.User(context, number).ExecuteDeleteAsync(token);
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
                        row.ClassSession.ToDomain(),
                        row.Records,
                        row.Present,
                        row.ClassSession.DeletedAt is not null
                    )),
                ];
            },
            cancellationToken
        );

    private static async Task<ArchivedPerson> ReadAsync(AttnDbContext context, string number, CancellationToken token)
    {
        var user = await SessionQueries.User(context, number).SingleOrDefaultAsync(token);
        var records = await PersonQueries.Records(context, number).ToListAsync(token);
        var trail = (await PersonQueries.Trail(context, number).ToListAsync(token)).ToLookup(row => row.AttendanceId);
        var lists = await PersonQueries.Lists(context, number).ToListAsync(token);
        var taught = await PersonQueries
            .Taught(context, number)
            .OrderBy(row => row.Session.StartTime)
            .ToListAsync(token);
        var decisions = await PersonQueries.Decisions(context, number).ToListAsync(token);
        var courses = await PersonQueries.Courses(context, number).AsNoTracking().ToListAsync(token);
        return new()
        {
            User = user?.ToDomain(),
            KnownAt = user?.KnownAt,
            Consent = await SessionQueries.Consent(context, number).SingleOrDefaultAsync(token),
            Records = records.ConvertAll(row => ToPersonRecord(row, trail[row.ClassSession.Id])),
            Lists = lists.ConvertAll(row => new ListedAs(row.LessonName, row.Enrolment.ToDomain())),
            Taught = taught.ConvertAll(row => row.ToDomain()),
            Decisions = decisions.ConvertAll(row => (row.AttendanceId, row.ToDomain())),
            Courses = courses.ConvertAll(row => new TaughtAs(row.Course.Name, row.Teacher.Role, row.Teacher.AddedAt)),
        };
    }

    /// <summary>The record as it is stored, under the name that was stored with it.</summary>
    private static PersonRecord ToPersonRecord(PersonRecordRow row, IEnumerable<AuditRow> trail) =>
        new(row.ClassSession.ToDomain(), row.Record, [.. trail.Select(entry => entry.ToDomain())]);

    /// <summary>Only in locked sessions: one that is copied at this moment is found by whoever looks again.</summary>
    private static async Task EraseRecordsAsync(
        AttnDbContext context,
        List<Guid> locked,
        string number,
        CancellationToken cancellationToken
    )
    {
        await context
            .ClassSessions.Where(row => locked.Contains(row.Id))
            .ExecuteUpdateAsync(
                update => update.SetProperty(row => row.Session.Version, row => row.Session.Version + 1),
                cancellationToken
            );
        await context
            .Audit.Where(entry => locked.Contains(entry.AttendanceId) && entry.StudentNumber == number)
            .ExecuteDeleteAsync(cancellationToken);
        await context
            .Records.Where(record => locked.Contains(record.SessionId) && record.StudentNumber == number)
            .ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task EraseTeacherAsync(
        AttnDbContext context,
        List<Guid> locked,
        string number,
        string nobody,
        CancellationToken cancellationToken
    )
    {
        await context
            .Audit.Where(entry => locked.Contains(entry.AttendanceId) && entry.Actor == number)
            .ExecuteUpdateAsync(update => update.SetProperty(entry => entry.Actor, nobody), cancellationToken);
        await context
            .ClassSessions.Where(row => locked.Contains(row.Id) && row.Session.TeacherNumber == number)
            .ExecuteUpdateAsync(
                update =>
                    update
                        .SetProperty(row => row.Session.TeacherNumber, nobody)
                        .SetProperty(row => row.Session.TeacherName, ErasedName)
                        .SetProperty(row => row.Session.TeacherAddress, (string?)null),
                cancellationToken
            );
        await MoveCoursesAsync(context, number, nobody, cancellationToken);
    }

    private static async Task MoveCoursesAsync(
        AttnDbContext context,
        string number,
        string nobody,
        CancellationToken cancellationToken
    )
    {
        await context
            .Courses.Where(row => row.OwnerNumber == number)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.OwnerNumber, nobody), cancellationToken);
        await context
            .CourseTeachers.Where(row => row.AddedBy == number)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.AddedBy, nobody), cancellationToken);
        await context
            .CourseTeachers.Where(row => row.TeacherNumber == number)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.TeacherNumber, nobody), cancellationToken);
        await context
            .Policies.Where(row => row.ChangedBy == number)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.ChangedBy, nobody), cancellationToken);
    }
}
