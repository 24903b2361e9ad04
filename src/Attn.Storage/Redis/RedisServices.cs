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

    /// <summary>Registers a health check that pings Redis and compares its clock with the program's.</summary>
    public static IServiceCollection AddRedisCheck(
        this IServiceCollection services,
        string name,
        bool isRequired,
        Func<IServiceProvider, RedisConnection> connection
    ) =>
        services.AddDependencyCheck(
            name,
            isRequired,
            provider =>
            {
                var (redis, clock) = (connection(provider), provider.GetRequiredService<TimeProvider>());
                return async cancellationToken =>
                {
                    var ping = await redis.PingAsync(cancellationToken);
                    return ping.Time - (clock.GetUtcNow() - (ping.Latency / 2));
                };
            }
        );
}
