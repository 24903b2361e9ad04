using Attn.Storage.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attn.Storage.Limits;

internal static class RateCounterServices
{
    private const string ConnectionKey = "limiter";

    // Limits can be counted in the process as well, so no request waits long for Redis.
    private static readonly TimeSpan OperationTimeout = TimeSpan.FromMilliseconds(250);

    /// <summary>Counts inside this process.</summary>
    public static IServiceCollection AddMemoryRateCounter(this IServiceCollection services) =>
        services.AddSingleton<IRateCounter, MemoryRateCounter>();

    /// <summary>Counts in Redis for all replicas; inside this process while Redis is unavailable.</summary>
    public static IServiceCollection AddRedisRateCounter(
        this IServiceCollection services,
        RedisConnectionOptions options
    )
    {
        options = options with { OperationTimeout = OperationTimeout };
        return services
            .AddKeyedSingleton(ConnectionKey, (provider, _) => provider.CreateRedisConnection(options))
            .AddSingleton<IStoreStart>(Connection)
            .AddRedisCheck("rate_limiter", isRequired: false, Connection)
            .AddSingleton(CreateCounter)
            .AddSingleton(provider => new RateLimitPersonData(Connection(provider)));
    }

    private static RedisConnection Connection(IServiceProvider provider) =>
        provider.GetRequiredKeyedService<RedisConnection>(ConnectionKey);

    private static IRateCounter CreateCounter(IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var shared = new RedisRateCounter(Connection(provider));
        return new FallbackRateCounter(
            shared,
            shared.ProbeAsync,
            new MemoryRateCounter(time),
            time,
            provider.GetRequiredService<ILogger<FallbackRateCounter>>()
        );
    }
}
