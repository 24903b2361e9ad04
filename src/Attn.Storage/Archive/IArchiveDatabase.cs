using Attn.Storage.Archive.Copying;

namespace Attn.Storage.Archive;

/// <summary>
/// The database of the archive: PostgreSQL, or the embedded SQLite file. An outage is a
/// <see cref="StoreUnavailableException"/>.
/// </summary>
internal interface IArchiveDatabase
{
    /// <summary>For messages.</summary>
    string Name { get; }

    /// <summary>Brings the tables up to date; any number of programs may do so at once.</summary>
    Task ApplySchemaAsync(CancellationToken cancellationToken);

    Task<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken);

    /// <summary>Runs a query; after a fault it may run again.</summary>
    Task<T> ReadAsync<T>(Func<AttnDbContext, CancellationToken, Task<T>> query, CancellationToken cancellationToken);

    /// <summary>
    /// Makes one change in a transaction. After a fault that certainly left nothing behind, the change may run again,
    /// in a new transaction.
    /// </summary>
    Task<T> WriteAsync<T>(
        Func<ArchiveTransaction, CancellationToken, Task<T>> change,
        CancellationToken cancellationToken
    );

    /// <summary>Saves a copy in one transaction; a deleted session stays as it is.</summary>
    Task SaveAsync(CopyRows copy, CancellationToken cancellationToken);
}
