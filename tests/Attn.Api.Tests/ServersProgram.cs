using Attn.Testing;

namespace Attn.Api.Tests;

/// <summary>A <see cref="ClockedProgram"/> on Redis and PostgreSQL.</summary>
public sealed class ServersProgram : IAsyncLifetime
{
    private RedisServer? _redis;
    private PostgresServer? _postgres;
    private ClockedProgram? _program;

    public ClockedProgram Program => _program!;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _postgres = await PostgresServer.StartAsync();
        _program = await ClockedProgram.StartOnServersAsync(
            ("APPLICATION_REDIS_URL", _redis.UrlOf()),
            ("RATE_LIMITER_REDIS_URL", _redis.UrlOf(1)),
            ("DATABASE_URL", _postgres.UrlOf(await _postgres.CreateDatabaseAsync()))
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
            await _program.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        if (_redis is not null)
            await _redis.DisposeAsync();
    }
}
