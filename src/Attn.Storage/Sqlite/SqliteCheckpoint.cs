namespace Attn.Storage.Sqlite;

/// <summary>
/// Moves the write-ahead log into the database every second while there is something in it, and truncates it, busy or
/// not. It bounds how long deleted bytes may stay: <c>secure_delete</c> zeroes them in the database, but the log still
/// holds the older pages. Used by the writer's thread alone.
/// </summary>
internal sealed class SqliteCheckpoint
{
    private const long PeriodMs = 1000;

    private bool _logIsEmpty;
    private long _lastRun;

    /// <summary>Until the next run is due; infinite if there is nothing to do.</summary>
    public int MillisecondsLeft =>
        _logIsEmpty ? Timeout.Infinite : (int)Math.Max(0, _lastRun + PeriodMs - Environment.TickCount64);

    /// <summary>To be called after each commit.</summary>
    public void LogWritten() => _logIsEmpty = false;

    /// <summary>Makes the next run due now.</summary>
    public void Expedite()
    {
        _logIsEmpty = false;
        _lastRun = Environment.TickCount64 - PeriodMs;
    }

    /// <summary>Runs once. If a read is in progress, the log stays until the next run.</summary>
    /// <param name="connection"><c>null</c>: there is none at the moment.</param>
    public void Run(PreparingConnection? connection)
    {
        _lastRun = Environment.TickCount64;
        if (connection is not null)
            _logIsEmpty = TryTruncateLog(connection);
    }

    private static bool TryTruncateLog(PreparingConnection connection)
    {
        // Reads are short, and the callers that queue behind this should not wait five seconds for one.
        connection.Execute("PRAGMA busy_timeout = 100");
        var isBusy = connection.Scalar("PRAGMA wal_checkpoint(TRUNCATE)") is not 0L;
        connection.Execute(SqliteConnections.BusyTimeout);
        return !isBusy;
    }
}
