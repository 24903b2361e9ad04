using Attn.Storage.Redis;
using Microsoft.Extensions.DependencyInjection;

namespace Attn.Storage.Live.Redis;

internal static class RedisLiveServices
{
    /// <summary>Adds the live store in Redis.</summary>
    public static IServiceCollection AddRedisLive(this IServiceCollection services, RedisConnectionOptions options) =>
        services
            .AddSingleton(new RedisLiveStoreOptions())
            .AddSingleton(provider => provider.CreateRedisConnection(options))
            .AddSingleton<IStoreStart>(provider => provider.GetRequiredService<RedisConnection>())
            .AddSingleton<IStoreStart>(provider => provider.GetRequiredService<RedisSessionFeed>())
            .AddRedisCheck("live_store", isRequired: true, provider => provider.GetRequiredService<RedisConnection>())
            .AddSingleton<RedisSessionFeed>()
            .AddSingleton<ISessionFeed>(provider => provider.GetRequiredService<RedisSessionFeed>())
            .AddSingleton<LoginEnds>()
            .AddSingleton<IStoreStart, RedisLoginEnds>()
            .AddSingleton<RedisRosterNews>()
            .AddSingleton<IRosterNews>(provider => provider.GetRequiredService<RedisRosterNews>())
            .AddSingleton<IStoreStart>(provider => provider.GetRequiredService<RedisRosterNews>())
            .AddSingleton<ILiveStore, RedisLiveStore>()
            .AddSingleton<ILoginStore, RedisLoginStore>()
            .AddSingleton<IFaceCheckOutbox, RedisFaceCheckOutbox>()
            .AddSingleton<ITicketStore, RedisTicketStore>()
            .AddSingleton<ISelfieStore, RedisSelfieStore>()
            .AddSingleton<ILivePeople, RedisLivePeople>();
}
