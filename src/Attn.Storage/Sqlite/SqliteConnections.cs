using Microsoft.Data.Sqlite;

namespace Attn.Storage.Sqlite;

/// <summary>How the connections to one database file are opened and set up.</summary>
internal sealed class SqliteConnections(string path)
{
    /// <summary>How long a statement waits for a lock: 5 s.</summary>
    public const string BusyTimeout = "PRAGMA busy_timeout = 5000";

    /// <exception cref="SqliteException">The file cannot be opened or is no database.</exception>
    /// <exception cref="IOException">The file system has no write-ahead log.</exception>
    public PreparingConnection OpenWriter()
    {
        var connection = Open(SqliteOpenMode.ReadWriteCreate);
        try
        {
            if (connection.Scalar("PRAGMA journal_mode = WAL") is not "wal")
                throw new IOException(
                    $"{path} is on a file system without a write-ahead log. Set ATTN_DATA to a local folder."
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

    public PreparingConnection OpenReader() => Open(SqliteOpenMode.ReadOnly);

    private PreparingConnection Open(SqliteOpenMode mode)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            // Seconds that the client adds to busy_timeout, which waits inside SQLite; the default is half a minute.
            DefaultTimeout = 1,
        };
        var connection = new PreparingConnection(settings.ToString());
        try
        {
            connection.Open();
            connection.Execute(BusyTimeout);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
