using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Archive.Sqlite;

/// <summary>SQLite has one writer, so nothing has to be locked: the methods only read what is asked for.</summary>
internal sealed class SqliteArchiveTransaction(AttnDbContext context) : ArchiveTransaction(context)
{
    public override Task LockSessionAsync(Guid id, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task<List<Guid>> LockEndedBeforeAsync(
        DateTimeOffset cutoff,
        int limit,
        CancellationToken cancellationToken
    ) =>
        RetentionQueries
            .EndedBefore(Context, cutoff, limit)
            .Select(session => session.Id)
            .ToListAsync(cancellationToken);

    public override Task<List<Guid>> LockSessionsOfAsync(string number, CancellationToken cancellationToken) =>
        PersonQueries.SessionIds(Context, number).ToListAsync(cancellationToken);

    public override Task<bool> LockCourseAsync(Guid id, CancellationToken cancellationToken) =>
        Context.Courses.AnyAsync(course => course.Id == id, cancellationToken);

    public override Task<bool> TryLockCourseAsync(Guid id, CancellationToken cancellationToken) =>
        LockCourseAsync(id, cancellationToken);

    public override Task LockTermsAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task<List<string>> LockUsersAsync(
        IReadOnlyList<string> numbers,
        CancellationToken cancellationToken
    )
    {
        var wanted = numbers.ToArray();
        return Context
            .Users.Where(user => wanted.Contains(user.Number))
            .Select(user => user.Number)
            .ToListAsync(cancellationToken);
    }

    public override string OneDayBefore(string time) => $"{time} - 24 * 60 * 60 * 1000";
}
