using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Attn.Storage.Sqlite;

/// <summary>
/// The only connection that writes, on a thread of its own. Whatever waits is written in one transaction, so that many callers share one
/// wait for the disk; each runs in a savepoint, so that one's failure takes back only its own.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>The most callers in one transaction: it bounds how long the first waits for the last.</summary>
    private const int LargestBatch = 256;

    /// <summary>
    /// How long overwritten and deleted bytes may stay in the write-ahead log. <c>secure_delete</c> zeroes them in the database, but the log
    /// still holds the older pages until it is cut off, busy or not.
    /// </summary>
    private const long CheckpointPeriodMs = 1000;

    private readonly string _connectionString;
    private readonly BlockingCollection<SqliteJob> _queue = [];
    private readonly List<SqliteJob> _batch = [];
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PreparingConnection? _connection;
    private bool _logIsEmpty;
    private long _lastCheckpoint;

    /// <exception cref="SqliteException">The file cannot be opened or is no database.</exception>
    public SqliteWriter(string connectionString)
    {
        _connectionString = connectionString;
        _connection = Open(connectionString);
        new Thread(Run) { IsBackground = true, Name = "attn sqlite writer" }.Start();
    }

    public void Add(SqliteJob job) => _queue.Add(job);

    /// <summary>To be called by work, on the writer's thread.</summary>
    public bool CheckpointAfterThisBatch()
    {
        _logIsEmpty = false;
        _lastCheckpoint = Environment.TickCount64 - CheckpointPeriodMs;
        return true;
    }

    /// <summary>Finishes what waits, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _finished.Task;
        _queue.Dispose();
    }

    private static PreparingConnection Open(string connectionString)
    {
        var connection = new PreparingConnection(connectionString);
        try
        {
            connection.Open();
            connection.Execute("PRAGMA busy_timeout = 5000");
            if (connection.Scalar("PRAGMA journal_mode = WAL") is not "wal")
                throw new IOException(
                    $"{connection.DataSource} is on a file system without a write-ahead log. Set ATTN_DATA to a local folder."
                );
            connection.Execute("PRAGMA synchronous = FULL");
            connection.Execute("PRAGMA secure_delete = ON");
            connection.Execute("PRAGMA temp_store = MEMORY");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Run()
    {
        try
        {
            while (!_queue.IsCompleted)
            {
                if (_queue.TryTake(out var job, MillisecondsToCheckpoint()))
                    RunBatch(job);
                if (MillisecondsToCheckpoint() == 0)
                    Checkpoint();
            }
        }
        finally
        {
            _connection?.Dispose();
            _finished.SetResult();
        }
    }

    private void RunBatch(SqliteJob first)
    {
        try
        {
            _connection ??= Open(_connectionString);
            using var transaction = _connection.BeginTransaction(deferred: false);
            var job = first;
            do
            {
                if (!job.TryCancel())
                    RunInSavepoint(job, _connection, transaction);
            } while (_batch.Count < LargestBatch && _queue.TryTake(out job!));
            transaction.Commit();
            _logIsEmpty = false;
            foreach (var written in _batch)
                written.Complete();
        }
        catch (Exception exception)
        {
            // The disk refuses: nobody is told that anything was written, and the next batch begins with a new connection.
            first.Fail(SqliteOutage.Of(exception));
            foreach (var job in _batch)
                job.Fail(SqliteOutage.Of(exception));
            _connection?.Dispose();
            _connection = null;
        }
        finally
        {
            _batch.Clear();
        }
    }

    private void RunInSavepoint(SqliteJob job, PreparingConnection connection, SqliteTransaction transaction)
    {
        _batch.Add(job);
        connection.Execute("SAVEPOINT job");
        try
        {
            job.Run(connection, transaction);
        }
        catch (Exception exception) when (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            connection.Execute("ROLLBACK TO job");
            connection.Execute("RELEASE job");
            _batch.Remove(job);
            job.Fail(SqliteOutage.Translate(exception));
            return;
        }

        connection.Execute("RELEASE job");
    }

    private int MillisecondsToCheckpoint() =>
        _logIsEmpty
            ? Timeout.Infinite
            : (int)Math.Max(0, _lastCheckpoint + CheckpointPeriodMs - Environment.TickCount64);

    /// <summary>Moves the log into the database and cuts it off. If a reader is in the way, it is tried again after the next period.</summary>
    private void Checkpoint()
    {
        _lastCheckpoint = Environment.TickCount64;
        try
        {
            if (_connection is not null)
                _logIsEmpty = TryTruncateLog(_connection);
        }
        catch (SqliteException)
        {
            // The next write meets the same disk and tells its caller.
            _connection?.Dispose();
            _connection = null;
        }
    }

    private static bool TryTruncateLog(PreparingConnection connection)
    {
        // Readers are short; the callers that queue behind this are not to wait the full five seconds for one.
        connection.Execute("PRAGMA busy_timeout = 100");
        var busy = connection.Scalar("PRAGMA wal_checkpoint(TRUNCATE)") is not 0L;
        connection.Execute("PRAGMA busy_timeout = 5000");
        return !busy;
    }
}
