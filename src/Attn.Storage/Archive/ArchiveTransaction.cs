using Attn.Storage.Archive.Copying;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Archive;

/// <summary>
/// One change of the archive: the tables, and the locks, which each database takes in its own way and holds until the
/// end of the transaction.
/// </summary>
internal abstract class ArchiveTransaction
{
    protected ArchiveTransaction(AttnDbContext context)
    {
        Context = context;
        // A change is rolled back as a whole.
        context.Database.AutoSavepointsEnabled = false;
    }

    public AttnDbContext Context { get; }

    /// <summary>Locks a session's row, as every change of the session or one of its records does.</summary>
    public abstract Task LockSessionAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Locks the oldest sessions, deleted ones too, that no other transaction holds.</summary>
    public abstract Task<List<Guid>> LockEndedBeforeAsync(
        DateTimeOffset cutoff,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Locks every session that a person taught or has a record in, in the order of ids.</summary>
    public abstract Task<List<Guid>> LockSessionsOfAsync(string number, CancellationToken cancellationToken);

    /// <summary>Locks a course, as every change of its class list or policy does.</summary>
    /// <returns>Whether the course is there.</returns>
    public abstract Task<bool> LockCourseAsync(Guid id, CancellationToken cancellationToken);

    /// <returns>Whether the course is there and no other transaction holds it.</returns>
    public abstract Task<bool> TryLockCourseAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Locks all terms against other writers.</summary>
    public abstract Task LockTermsAsync(CancellationToken cancellationToken);

    /// <summary>Locks those of these users whom no other transaction holds.</summary>
    public abstract Task<List<string>> LockUsersAsync(
        IReadOnlyList<string> numbers,
        CancellationToken cancellationToken
    );

    /// <summary>An SQL expression for the time 24 hours before another one.</summary>
    public abstract string OneDayBefore(string time);

    /// <summary>Inserts a row or, by one statement, replaces what is there.</summary>
    /// <param name="row">The row to write.</param>
    /// <param name="replacing">Which columns of an existing row are replaced, and when.</param>
    /// <returns>How many rows were written: 1 or 0.</returns>
    public Task<int> UpsertAsync<TRow>(TRow row, Replacing replacing, CancellationToken cancellationToken)
    {
        var table = TablePlan<TRow>.Of(Context.Model);
        var values = table.Columns.Select(column => column.Read(row)).ToArray();
        var parameters = string.Join(", ", Enumerable.Range(0, values.Length).Select(place => $"{{{place}}}"));
        return Context.Database.ExecuteSqlRawAsync(
            table.Upsert($"VALUES ({parameters})", replacing),
            values!,
            cancellationToken
        );
    }
}
