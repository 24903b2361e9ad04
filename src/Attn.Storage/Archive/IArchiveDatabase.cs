using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Archive;

/// <summary>Where the archive lies: PostgreSQL, or the embedded SQLite file. An outage is a <see cref="StoreUnavailableException"/>.</summary>
internal interface IArchiveDatabase
{
    /// <summary>For messages.</summary>
    string Name { get; }

    /// <summary>Brings the tables up to date; any number of programs may do so at once.</summary>
    Task ApplySchemaAsync(CancellationToken cancellationToken);

    Task<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken);

    /// <summary>Asks one question; it may be asked again after a fault.</summary>
    Task<T> ReadAsync<T>(Func<AttnDbContext, CancellationToken, Task<T>> query, CancellationToken cancellationToken);

    /// <summary>Makes one change in a transaction. It may be asked for again, with a new context, if it certainly left nothing behind.</summary>
    Task<T> WriteAsync<T>(Func<AttnDbContext, CancellationToken, Task<T>> change, CancellationToken cancellationToken);

    /// <summary>Takes a copy over in one transaction; a deleted session stays as it is.</summary>
    Task SaveAsync(CopyRows copy, CancellationToken cancellationToken);
}
