using Attn.Storage.Archive;
using Attn.Storage.Live;
using Attn.Storage.Redis;
using Microsoft.Extensions.DependencyInjection;

namespace Attn.Storage;

/// <summary>The stores as dependencies of the program.</summary>
internal static class StoreProbes
{
    public static IServiceCollection AddStoreProbes(this IServiceCollection services, StorageSettings settings)
    {
        services.AddSingleton(provider => new DependencyProbe("archive", IsRequired: true, Archive(provider)));
        services.AddSingleton(provider => new DependencyProbe("live_store", IsRequired: true, LiveStore(provider)));
        if (!string.IsNullOrEmpty(settings.LimiterRedisUrl))
            // Limits are counted inside the process while it is away.
            services.AddSingleton(provider => new DependencyProbe(
                "rate_limiter",
                IsRequired: false,
                Redis(provider, provider.GetRequiredService<LimiterStart>().Redis)
            ));
        return services;
    }

    private static Func<CancellationToken, Task<TimeSpan?>> Archive(IServiceProvider provider)
    {
        var archive = provider.GetRequiredService<SessionArchive>();
        return async cancellationToken => await archive.MeasureClockLeadAsync(cancellationToken);
    }

    private static Func<CancellationToken, Task<TimeSpan?>> LiveStore(IServiceProvider provider)
    {
        if (provider.GetService<RedisConnection>() is { } redis)
            return Redis(provider, redis);
        var outbox = provider.GetRequiredService<IFaceCheckOutbox>();
        return async cancellationToken =>
        {
            await outbox.MeasureAsync(cancellationToken);
            return null;
        };
    }

    private static Func<CancellationToken, Task<TimeSpan?>> Redis(IServiceProvider provider, RedisConnection redis)
    {
        var clock = provider.GetRequiredService<TimeProvider>();
        return async cancellationToken =>
        {
            var ping = await redis.PingAsync(cancellationToken);
            return ping.Time - (clock.GetUtcNow() - (ping.Latency / 2));
        };
    }
}
