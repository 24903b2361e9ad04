using Microsoft.Data.Sqlite;

namespace Attn.Storage.Sqlite;

/// <summary>
/// The embedded database: one file, <c>attn.db</c>, for live data and archive. Microsoft.Data.Sqlite blocks the thread
/// it runs on, so all work runs on the database's own threads: one that writes and a few that read. A failing disk is a
/// <see cref="StoreUnavailableException"/>.
/// </summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    public const string FileName = "attn.db";
    private readonly FolderLock _lock;
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;
    private bool _disposed;

    private SqliteDatabase(FolderLock folderLock, SqliteWriter writer, SqliteReaders readers)
    {
        _lock = folderLock;
        _writer = writer;
        _readers = readers;
    }

    /// <summary>
    /// Opens the database in this folder, creating it if needed, and locks every other program out of it.
    /// </summary>
    /// <exception cref="IOException">Another program uses the folder, or it cannot be written to.</exception>
    public static SqliteDatabase Open(string folder)
    {
        folder = Path.GetFullPath(folder);
        var folderLock = FolderLock.CreateAndTake(folder);
        try
        {
            var connections = new SqliteConnections(Path.Combine(folder, FileName));
            var writer = new SqliteWriter(connections);
            return new(folderLock, writer, new(connections, Math.Clamp(Environment.ProcessorCount, 2, 8)));
        }
        catch (Exception exception)
        {
            folderLock.Dispose();
            if (exception is SqliteException)
                throw new IOException(
                    $"The database {FileName} in ATTN_DATA ({folder}) cannot be opened: {exception.Message}",
                    exception
                );
            throw;
        }
    }

    /// <summary>
    /// Runs work in a write transaction, once and alone; the task completes when it is on the disk. An exception of the
    /// work rolls back what the work wrote and is thrown to its caller. Other callers' work shares the transaction:
    /// never commit it or roll it back. For EF Core: <c>UseSqlite(connection)</c> (the context must not own it), then
    /// <c>context.Database.UseTransaction(transaction)</c>, and only synchronous calls.
    /// </summary>
    /// <param name="cancellationToken">Skips work that has not started; work that has started is finished.</param>
    public Task<T> WriteAsync<T>(
        Func<PreparingConnection, SqliteTransaction, T> work,
        CancellationToken cancellationToken
    ) => WriteAsync(work, afterCommit: null, cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}(Func{PreparingConnection, SqliteTransaction, T}, CancellationToken)"/>
    /// <param name="work">Runs on the writer's thread.</param>
    /// <param name="afterCommit">
    /// Receives the work's result once it is on the disk, in the order of the writes, before the caller continues. It
    /// must be quick and never fail.
    /// </param>
    /// <param name="cancellationToken">Skips work that has not started; work that has started is finished.</param>
    public Task<T> WriteAsync<T>(
        Func<PreparingConnection, SqliteTransaction, T> work,
        Action<T>? afterCommit,
        CancellationToken cancellationToken
    ) =>
        AddTo(
            _writer.Add,
            new SqliteJob<T>(
                (connection, transaction) => work(connection, transaction!),
                afterCommit,
                cancellationToken
            )
        );

    /// <summary>
    /// Runs work that only reads. It sees one moment of the database, no older than the last write that was awaited.
    /// </summary>
    /// <param name="cancellationToken">Skips work that has not started.</param>
    public Task<T> ReadAsync<T>(Func<PreparingConnection, T> work, CancellationToken cancellationToken) =>
        AddTo(
            _readers.Add,
            new SqliteJob<T>((connection, _) => work(connection), afterCommit: null, cancellationToken)
        );

    /// <summary>
    /// Truncates the write-ahead log now instead of within a second: afterwards no deleted byte is left in the files,
    /// unless a read was in progress.
    /// </summary>
    public async Task TruncateLogAsync(CancellationToken cancellationToken)
    {
        await WriteAsync((_, _) => _writer.CheckpointAfterThisBatch(), cancellationToken);
        // A second batch, which starts after the checkpoint that follows the first.
        await WriteAsync((_, _) => true, cancellationToken);
    }

    /// <summary>Finishes all queued work, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        // The writer last: the last connection that closes removes the log, and a read-only one cannot.
        await _readers.DisposeAsync();
        await _writer.DisposeAsync();
        _lock.Dispose();
    }

    private static Task<T> AddTo<T>(Action<SqliteJob> add, SqliteJob<T> job)
    {
        try
        {
            add(job);
        }
        catch (InvalidOperationException closed)
        {
            // The program is shutting down.
            job.Fail(SqliteOutage.Of(closed));
        }

        return job.Task;
    }
}
