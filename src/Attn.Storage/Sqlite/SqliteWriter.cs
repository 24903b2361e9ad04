using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Attn.Storage.Sqlite;

/// <summary>
/// The only connection that writes, on a thread of its own. Everything that waits is written in one transaction, so
/// that many callers share one wait for the disk. Each caller's work runs in a savepoint: a failure rolls back only its
/// own.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>Bounds how long the first caller of a transaction waits for the last.</summary>
    private const int MaxBatch = 256;

    private readonly SqliteConnections _connections;
    private readonly BlockingCollection<SqliteJob> _queue = [];
    private readonly List<SqliteJob> _batch = [];
    private readonly SqliteCheckpoint _checkpoint = new();
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PreparingConnection? _connection;

    /// <exception cref="SqliteException">The file cannot be opened or is no database.</exception>
    public SqliteWriter(SqliteConnections connections)
    {
        _connections = connections;
        _connection = connections.OpenWriter();
        new Thread(Run) { IsBackground = true, Name = "attn sqlite writer" }.Start();
    }

    public void Add(SqliteJob job) => _queue.Add(job);

    /// <summary>
    /// Truncates the log right after the batch that is running. To be called by work, on this thread.
    /// </summary>
    public bool CheckpointAfterThisBatch()
    {
        _checkpoint.Expedite();
        return true;
    }

    /// <summary>Finishes the queued work, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _finished.Task;
        _queue.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!_queue.IsCompleted)
            {
                if (_queue.TryTake(out var job, _checkpoint.MillisecondsLeft))
                    RunBatch(job);
                if (_checkpoint.MillisecondsLeft == 0)
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
            _connection ??= _connections.OpenWriter();
            using var transaction = _connection.BeginTransaction(deferred: false);
            var job = first;
            do
            {
                if (!job.TryCancel())
                    RunInSavepoint(job, _connection, transaction);
            } while (_batch.Count < MaxBatch && _queue.TryTake(out job!));
            transaction.Commit();
            _checkpoint.LogWritten();
            foreach (var written in _batch)
                written.Complete();
        }
        catch (Exception exception)
        {
            // The disk failed: no caller is told that anything was written, and the next batch opens a new connection.
            first.Fail(SqliteOutage.Of(exception));
            foreach (var job in _batch)
                job.Fail(SqliteOutage.Of(exception));
            Disconnect();
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

    private void Checkpoint()
    {
        try
        {
            _checkpoint.Run(_connection);
        }
        catch (SqliteException)
        {
            // The next write fails on the same disk and tells its caller.
            Disconnect();
        }
    }

    private void Disconnect()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
