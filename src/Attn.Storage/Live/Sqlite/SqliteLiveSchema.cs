using Attn.Storage.Sqlite;

namespace Attn.Storage.Live.Sqlite;

internal static class SqliteLiveSchema
{
    /// <summary>Makes the tables of the live store, at start.</summary>
    public static Task ApplyAsync(SqliteDatabase database, TimeProvider clock, CancellationToken cancellationToken) =>
        SqliteSchema.ApplyAsync(database, "live", "Attn.Storage.Live.Sqlite.Schema.", clock, cancellationToken);
}
