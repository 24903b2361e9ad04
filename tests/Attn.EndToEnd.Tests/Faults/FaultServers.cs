using System.Globalization;
using Attn.EndToEnd.Tests.Faults;
using Attn.Testing;

[assembly: AssemblyFixture(typeof(FaultServers))]

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>
/// One Redis and one PostgreSQL for all tests that do not stop them, started for the first one; each test gets its
/// own databases.
/// </summary>
public sealed class FaultServers : IAsyncDisposable
{
    private const int Databases = 64;
    private readonly SemaphoreSlim _start = new(1);
    private RedisServer? _redis;
    private PostgresServer? _postgres;
    private int _last = -1;

    internal async Task<Stores> NewStoresAsync()
    {
        await _start.WaitAsync();
        try
        {
            _redis ??= await RedisServer.StartAsync("--databases", Databases.ToString(CultureInfo.InvariantCulture));
            _postgres ??= await PostgresServer.StartAsync();
            return new(_redis, ++_last, _postgres, await _postgres.CreateDatabaseAsync());
        }
        finally
        {
            _start.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null)
            await _redis.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        _start.Dispose();
    }
}
