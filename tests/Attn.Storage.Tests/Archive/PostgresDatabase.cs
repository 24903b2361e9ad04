using Attn.Storage.Archive.Postgres;
using Attn.Storage.Postgres;
using Attn.Storage.Tests.Archive;
using Attn.Testing;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace Attn.Storage.Tests.Archive;

/// <summary>One server for all tests that leave it running, started by the first that needs it.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(() => PostgresServer.StartAsync());

    public Task<PostgresServer> StartAsync() => _server.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
            await (await _server.Value).DisposeAsync();
    }
}

/// <summary>A database of a test class's own.</summary>
public sealed class PostgresDatabase(SharedPostgres shared) : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public string Name { get; private set; } = "";

    internal PostgresArchiveDatabase Archive { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await shared.StartAsync();
        Name = await Server.CreateDatabaseAsync();
        Archive = new(DatabaseUrl.Parse(Server.UrlOf(Name)));
        await Archive.ApplySchemaAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => Archive.DisposeAsync();
}
