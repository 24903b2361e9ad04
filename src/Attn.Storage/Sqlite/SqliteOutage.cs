using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Attn.Storage.Sqlite;

/// <summary>Distinguishes a failing disk from a bug.</summary>
internal static class SqliteOutage
{
    private const string Store = "The database under ATTN_DATA";

    /// <summary>An outage becomes a <see cref="StoreUnavailableException"/>; anything else stays as it is.</summary>
    public static Exception Translate(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is SqliteException { SqliteErrorCode: var code } && IsOutage(code))
                return new StoreUnavailableException(Store, exception);
        }

        return exception;
    }

    public static StoreUnavailableException Of(Exception? cause) =>
        cause as StoreUnavailableException ?? new StoreUnavailableException(Store, cause);

    private static bool IsOutage(int code) =>
        code
            is raw.SQLITE_PERM
                or raw.SQLITE_BUSY
                or raw.SQLITE_LOCKED
                or raw.SQLITE_NOMEM
                or raw.SQLITE_READONLY
                or raw.SQLITE_IOERR
                or raw.SQLITE_CORRUPT
                or raw.SQLITE_FULL
                or raw.SQLITE_CANTOPEN
                or raw.SQLITE_PROTOCOL
                or raw.SQLITE_NOLFS
                or raw.SQLITE_NOTADB;
}
