using Attn.Storage.Archive;
using Attn.Storage.Live.Redis;
using Attn.Storage.Live.Sqlite;
using Attn.Storage.Redis;
using Attn.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Attn.Storage;

/// <summary>Connects the stores, waiting for servers that come up beside the program, before workers run or a request is served.</summary>
internal sealed class StorageStart(IServiceProvider services, TimeProvider time) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<SqliteSweeper>() is not null)
            await SqliteLiveSchema.ApplyAsync(services.GetRequiredService<SqliteDatabase>(), time, cancellationToken);
        if (services.GetService<RedisConnection>() is { } live)
        {
            await live.StartAsync(cancellationToken);
            await services.GetRequiredService<RedisSessionFeed>().CheckRightsAsync(cancellationToken);
        }

        if (services.GetService<LimiterStart>() is { } limiter)
            await limiter.Redis.StartAsync(cancellationToken);
        await services.GetRequiredService<ArchiveStartup>().RunAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The rate limiter's connection, where it has one of its own.</summary>
internal sealed record LimiterStart(RedisConnection Redis);
