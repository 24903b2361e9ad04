using Attn.Storage.Archive;
using Attn.Storage.Limits;
using Attn.Storage.Live;
using Attn.Storage.Live.Redis;
using Attn.Storage.Live.Sqlite;
using Attn.Storage.Redis;
using Attn.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Attn.Storage;

public static class StorageServices
{
    /// <summary>
    /// Registers the stores that the settings choose, and a hosted service that starts them before anything else runs.
    /// Needs <see cref="TimeProvider"/> and <see cref="PictureCipher"/> to be registered.
    /// </summary>
    /// <exception cref="FormatException">
    /// An address is malformed; the message names the variable and the remedy.
    /// </exception>
    public static IServiceCollection AddAttnStorage(this IServiceCollection services, StorageSettings settings)
    {
        services.AddSingleton(new LiveStoreLimits());
        services.AddSingleton<ClassSessionStore>();
        services.AddSingleton<PersonalData>();
        services.AddSingleton<StorageStart>();
        services.AddHostedService(provider => provider.GetRequiredService<StorageStart>());
        if (settings.NeedsEmbeddedStore)
            services.AddSingleton(_ => SqliteDatabase.Open(settings.DataFolder));

        // The stores start in this order.
        AddLiveStore(services, settings);
        AddRateCounter(services, settings);
        AddArchive(services, settings);
        return services;
    }

    /// <summary>Starts the stores as the host would, for a program without a host.</summary>
    public static Task ConnectStoresAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<StorageStart>().StartingAsync(cancellationToken);

    private static void AddLiveStore(IServiceCollection services, StorageSettings settings)
    {
        if (string.IsNullOrEmpty(settings.LiveRedisUrl))
            services.AddSqliteLive();
        else
            services.AddRedisLive(RedisOptions(settings, "APPLICATION_REDIS_URL", settings.LiveRedisUrl));
    }

    private static void AddRateCounter(IServiceCollection services, StorageSettings settings)
    {
        if (string.IsNullOrEmpty(settings.LimiterRedisUrl))
            services.AddMemoryRateCounter();
        else
            services.AddRedisRateCounter(RedisOptions(settings, "RATE_LIMITER_REDIS_URL", settings.LimiterRedisUrl));
    }

    private static void AddArchive(IServiceCollection services, StorageSettings settings)
    {
        if (string.IsNullOrEmpty(settings.DatabaseUrl))
            services.AddSqliteArchive();
        else
            services.AddPostgresArchive(settings.DatabaseUrl);
    }

    private static RedisConnectionOptions RedisOptions(StorageSettings settings, string variable, string url) =>
        new()
        {
            Variable = variable,
            Url = RedisUrl.Parse(url, variable),
            TrustedIssuerFile = settings.RedisAuthorityFile,
        };
}
