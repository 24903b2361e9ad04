using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attn.Storage.Redis;

/// <summary>How the stores that use Redis register their connection.</summary>
internal static class RedisServices
{
    public static RedisConnection CreateRedisConnection(
        this IServiceProvider provider,
        RedisConnectionOptions options
    ) =>
        new(
            options,
            provider.GetRequiredService<ILogger<RedisConnection>>(),
            provider.GetRequiredService<TimeProvider>()
        );

    /// <summary>A probe that pings Redis and compares its clock with the program's.</summary>
    public static DependencyProbe CreateRedisProbe(
        this IServiceProvider provider,
        string name,
        bool isRequired,
        RedisConnection redis
    )
    {
        var clock = provider.GetRequiredService<TimeProvider>();
        return new(
            name,
            isRequired,
            async cancellationToken =>
            {
                var ping = await redis.PingAsync(cancellationToken);
                return ping.Time - (clock.GetUtcNow() - (ping.Latency / 2));
            }
        );
    }
}
