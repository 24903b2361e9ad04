using Attn.Storage.Live.Sqlite;
using Attn.Storage.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Attn.Storage.Tests.Sqlite;

public sealed class SqliteSchemaTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly SqliteDatabase _database;

    public SqliteSchemaTests()
    {
        _database = SqliteDatabase.Open(_folder.Path);
    }

    [Fact]
    public async Task Files_are_applied_once_and_remembered()
    {
        await new SqliteLiveSchema(_database, _clock).StartAsync(CancellationToken.None);
        await new SqliteLiveSchema(_database, _clock).StartAsync(CancellationToken.None);

        var applied = await _database.ReadAsync(
            connection => connection.List("SELECT scope || ' ' || name FROM schema_version", row => row.GetString(0)),
            CancellationToken.None
        );
        Assert.Equal(
            [
                "live 0001-live.sql",
                "live 0002-pictures-of-a-student.sql",
                "live 0003-tickets.sql",
                "live 0004-photos-of-users.sql",
                "live 0005-selfies.sql",
                "live 0006-deliveries.sql",
            ],
            applied
        );
    }

    [Fact]
    public async Task Data_of_a_newer_version_is_refused_with_the_variable()
    {
        await new SqliteLiveSchema(_database, _clock).StartAsync(CancellationToken.None);
        await _database.WriteAsync(
            (connection, _) =>
                connection.Execute("INSERT INTO schema_version VALUES ('live', 9999, '9999-later.sql', '')"),
            CancellationToken.None
        );

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() =>
            new SqliteLiveSchema(_database, _clock).StartAsync(CancellationToken.None)
        );
        Assert.Contains("ATTN_DATA", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scope_without_files_is_a_bug()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            SqliteSchema.ApplyAsync(_database, "none", "Attn.Storage.None.", _clock, CancellationToken.None)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }
}
