using Attn.Storage.Archive.Sqlite;
using Attn.Storage.Sqlite;

namespace Attn.Storage.Tests.Archive;

/// <summary>An embedded database with the archive's tables.</summary>
public sealed class SqliteArchiveFile : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private SqliteDatabase? _database;

    internal SqliteArchiveDatabase Archive { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _database = SqliteDatabase.Open(_folder.Path);
        Archive = new(_database, TimeProvider.System);
        await Archive.ApplySchemaAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
        _folder.Dispose();
    }
}
