using Microsoft.Data.Sqlite;

namespace Attn.Storage.Sqlite;

/// <summary>
/// The embedded database: one file, <c>attn.db</c>, for live data and archive. Microsoft.Data.Sqlite blocks the thread it runs on, so all work
/// runs on threads of the database's own: one that writes and a few that read. A failing disk is a <see cref="StoreUnavailableException"/>.
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

    /// <summary>Opens the database in this folder, made if it is not there, and keeps every other program out of it.</summary>
    /// <exception cref="IOException">Another program uses the folder, or it cannot be written to.</exception>
    public static SqliteDatabase Open(string folder)
    {
        folder = Path.GetFullPath(folder);
        var folderLock = Lock(folder);
        try
        {
            var path = Path.Combine(folder, FileName);
            var writer = new SqliteWriter(ConnectionString(path, SqliteOpenMode.ReadWriteCreate));
            var readers = new SqliteReaders(
                ConnectionString(path, SqliteOpenMode.ReadOnly),
                Math.Clamp(Environment.ProcessorCount, 2, 8)
            );
            return new(folderLock, writer, readers);
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
    /// Runs work in a write transaction, once and alone; the task ends when it is on the disk. An exception of the work takes back what the work
    /// wrote and is thrown to its caller. The transaction is shared with other callers' work: never commit it or roll it back. For EF Core:
    /// <c>UseSqlite(connection)</c> (the context must not own it), then <c>context.Database.UseTransaction(transaction)</c>, and only synchronous calls.
    /// </summary>
    /// <param name="cancellationToken">Work that has not begun is skipped; work that has begun is finished.</param>
    public Task<T> WriteAsync<T>(
        Func<PreparingConnection, SqliteTransaction, T> work,
        CancellationToken cancellationToken
    ) => WriteAsync(work, afterCommit: null, cancellationToken);

    /// <param name="work">See the other one.</param>
    /// <param name="afterCommit">Is told what the work returned once it is on the disk, in the order of the writes, before the caller goes on. Quick, and never fails.</param>
    /// <param name="cancellationToken">See the other one.</param>
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

    /// <summary>Runs work that only reads; all of it sees one moment of the database, no older than the last write that was awaited.</summary>
    /// <param name="cancellationToken">Work that has not begun is skipped.</param>
    public Task<T> ReadAsync<T>(Func<PreparingConnection, T> work, CancellationToken cancellationToken) =>
        AddTo(
            _readers.Add,
            new SqliteJob<T>((connection, _) => work(connection), afterCommit: null, cancellationToken)
        );

    /// <summary>
    /// Cuts the write-ahead log off now instead of within a second or so: afterwards no byte that was deleted is left in the files, unless a read
    /// is in the way.
    /// </summary>
    public async Task TruncateLogAsync(CancellationToken cancellationToken)
    {
        await WriteAsync((_, _) => _writer.CheckpointAfterThisBatch(), cancellationToken);
        // A second batch, which begins after the checkpoint that follows the first.
        await WriteAsync((_, _) => true, cancellationToken);
    }

    /// <summary>Finishes all work that was handed in, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        // The writer last: the last connection that closes tidies the log away, and a read-only one cannot.
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
            // The program is on its way out.
            job.Fail(SqliteOutage.Of(closed));
        }

        return job.Task;
    }

    private static FolderLock Lock(string folder)
    {
        try
        {
            CreatePrivately(folder);
            return FolderLock.Take(folder);
        }
        catch (Exception inner)
            when (inner
                    is UnauthorizedAccessException
                        or DirectoryNotFoundException
                        or FileNotFoundException
                        or PathTooLongException
            )
        {
            throw new IOException(
                $"ATTN_DATA ({folder}) cannot be written to: give this user the folder, or set ATTN_DATA to another one.",
                inner
            );
        }
    }

    private static string ConnectionString(string path, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            // Seconds. On top of busy_timeout, which waits inside SQLite: this one must not add half a minute.
            DefaultTimeout = 1,
        }.ToString();

    /// <summary>Attendance is nobody else's business on a shared machine: a folder that is made here is the user's alone.</summary>
    private static void CreatePrivately(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
    }
}
