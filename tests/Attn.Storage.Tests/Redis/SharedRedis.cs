using System.Globalization;
using Attn.Storage.Redis;
using Attn.Storage.Tests.Redis;
using Attn.Testing;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(SharedRedis))]

namespace Attn.Storage.Tests.Redis;

/// <summary>One Redis for all tests that do not stop it. Each test gets a database of its own.</summary>
public sealed class SharedRedis : IAsyncLifetime
{
    private const int Databases = 4096;
    private RedisServer? _server;
    private int _last = -1;

    public async ValueTask InitializeAsync() =>
        _server = await RedisServer.StartAsync("--databases", Databases.ToString(CultureInfo.InvariantCulture));

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The address of a database that nobody else uses.</summary>
    public string NextUrl()
    {
        var next = Interlocked.Increment(ref _last);
        return next < Databases
            ? _server!.UrlOf(next)
            : throw new InvalidOperationException("More databases are needed for the tests.");
    }

    internal Task<RedisConnection> ConnectAsync() => ConnectAsync(NextUrl());

    internal static async Task<RedisConnection> ConnectAsync(string url)
    {
        var connection = Create(url);
        await connection.StartAsync(CancellationToken.None);
        return connection;
    }

    internal static RedisConnection Create(string url) => new(OptionsOf(url), NullLogger.Instance, TimeProvider.System);

    internal static RedisConnectionOptions OptionsOf(string url) =>
        new() { Variable = "APPLICATION_REDIS_URL", Url = RedisUrl.Parse(url, "APPLICATION_REDIS_URL") };
}
