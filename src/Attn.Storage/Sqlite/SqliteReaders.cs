using System.Collections.Concurrent;

namespace Attn.Storage.Sqlite;

/// <summary>A few threads with a read-only connection each. One read sees one moment of the database.</summary>
internal sealed class SqliteReaders : IAsyncDisposable
{
    private readonly SqliteConnections _connections;
    private readonly BlockingCollection<SqliteJob> _queue = [];
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;

    public SqliteReaders(SqliteConnections connections, int count)
    {
        _connections = connections;
        _running = count;
        for (var number = 1; number <= count; number++)
            new Thread(Run) { IsBackground = true, Name = $"attn sqlite reader {number}" }.Start();
    }

    public void Add(SqliteJob job) => _queue.Add(job);

    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _finished.Task;
        _queue.Dispose();
    }

    private void Run()
    {
        PreparingConnection? connection = null;
        foreach (var job in _queue.GetConsumingEnumerable())
        {
            if (!job.TryCancel())
                Read(job, ref connection);
        }

        connection?.Dispose();
        if (Interlocked.Decrement(ref _running) == 0)
            _finished.SetResult();
    }

    private void Read(SqliteJob job, ref PreparingConnection? connection)
    {
        try
        {
            connection ??= _connections.OpenReader();
            connection.Execute("BEGIN");
            try
            {
                job.Run(connection, transaction: null);
            }
            finally
            {
                connection.Execute("COMMIT");
            }

            job.Complete();
        }
        catch (Exception exception)
        {
            job.Fail(SqliteOutage.Translate(exception));
            connection?.Dispose();
            connection = null;
        }
    }
}
