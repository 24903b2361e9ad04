using Attn.Domain;
using Microsoft.Data.Sqlite;

namespace Attn.Storage.Live.Sqlite;

internal static class LoginRows
{
    /// <summary>Reads <c>body, expires_at</c> of <c>live_logins</c>; the column is the one that is extended.</summary>
    public static LoginSession Read(SqliteDataReader row) =>
        LiveJson.Read<LoginSession>(row.GetString(0)) with
        {
            ExpiresAt = LiveRows.Time(row.GetInt64(1)),
        };
}
