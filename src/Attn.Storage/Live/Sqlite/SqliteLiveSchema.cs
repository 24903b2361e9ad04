using Attn.Storage.Sqlite;

namespace Attn.Storage.Live.Sqlite;

/// <summary>Creates and updates the tables of the live store at the start.</summary>
internal sealed class SqliteLiveSchema(SqliteDatabase database, TimeProvider clock) : IStoreStart
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        SqliteSchema.ApplyAsync(database, "live", "Attn.Storage.Sqlite.Migrations.Live.", clock, cancellationToken);
}
