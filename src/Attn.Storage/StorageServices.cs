using Attn.Storage.Archive;
using Attn.Storage.Limits;
using Attn.Storage.Live;
using Attn.Storage.Live.Redis;
using Attn.Storage.Live.Sqlite;
using Attn.Storage.Redis;
using Attn.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attn.Storage;

public static class StorageServices
{
    private const string LimiterKey = "limiter";

    // A limit may be counted in the process as well: no request waits long for Redis because of it.
    private static readonly TimeSpan LimiterTimeout = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Registers the stores that the settings choose, and <see cref="StorageStart"/>, which connects them and brings their tables up to date before
    /// anything else runs. Needs <see cref="TimeProvider"/> and <see cref="PictureCipher"/> to be registered.
    /// </summary>
    /// <exception cref="FormatException">An address makes no sense; the message names the variable and the remedy.</exception>
    public static IServiceCollection AddAttnStorage(this IServiceCollection services, StorageSettings settings)
    {
        services.AddSingleton(new LiveStoreLimits());
        services.AddSingleton<ClassSessionStore>();
        services.AddSingleton<PersonalData>();
        services.AddSingleton<StorageStart>();
        services.AddHostedService(provider => provider.GetRequiredService<StorageStart>());
        if (settings.NeedsEmbeddedStore)
            services.AddSingleton(_ => SqliteDatabase.Open(settings.DataFolder));

        AddLiveStore(services, settings);
        AddRateCounter(services, settings);
        services.AddStoreProbes(settings);
        return string.IsNullOrEmpty(settings.DatabaseUrl)
            ? services.AddSqliteArchive()
            : services.AddPostgresArchive(settings.DatabaseUrl);
    }

    /// <summary>What the host does at its start, for a program that has no host.</summary>
    public static Task ConnectStoresAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<StorageStart>().StartingAsync(cancellationToken);

    private static void AddLiveStore(IServiceCollection services, StorageSettings settings)
    {
        if (string.IsNullOrEmpty(settings.LiveRedisUrl))
        {
            services.AddSingleton<SqliteSessionFeed>();
            services.AddSingleton<ISessionFeed>(provider => provider.GetRequiredService<SqliteSessionFeed>());
            services.AddSingleton<ILiveStore, SqliteLiveStore>();
            services.AddSingleton<ILoginStore, SqliteLoginStore>();
            services.AddSingleton<IFaceCheckOutbox, SqliteFaceCheckOutbox>();
            services.AddSingleton<ITicketStore, SqliteTicketStore>();
            services.AddSingleton<ILivePeople, SqliteLivePeople>();
            services.AddSingleton<SqliteSweeper>();
            services.AddHostedService<SqliteSweepWorker>();
            return;
        }

        var options = RedisOptions(settings, "APPLICATION_REDIS_URL", settings.LiveRedisUrl);
        services.AddSingleton(new RedisLiveStoreOptions());
        services.AddSingleton(provider => Connect(provider, options));
        services.AddSingleton<RedisSessionFeed>();
        services.AddSingleton<ISessionFeed>(provider => provider.GetRequiredService<RedisSessionFeed>());
        services.AddSingleton<ILiveStore, RedisLiveStore>();
        services.AddSingleton<ILoginStore, RedisLoginStore>();
        services.AddSingleton<IFaceCheckOutbox, RedisFaceCheckOutbox>();
        services.AddSingleton<ITicketStore, RedisTicketStore>();
        services.AddSingleton<ILivePeople, RedisLivePeople>();
    }

    private static void AddRateCounter(IServiceCollection services, StorageSettings settings)
    {
        if (string.IsNullOrEmpty(settings.LimiterRedisUrl))
        {
            services.AddSingleton<IRateCounter, MemoryRateCounter>();
            return;
        }

        var options = RedisOptions(settings, "RATE_LIMITER_REDIS_URL", settings.LimiterRedisUrl) with
        {
            OperationTimeout = LimiterTimeout,
        };
        services.AddKeyedSingleton(LimiterKey, (provider, _) => Connect(provider, options));
        services.AddSingleton<IRateCounter>(provider =>
        {
            var redis = provider.GetRequiredKeyedService<RedisConnection>(LimiterKey);
            var time = provider.GetRequiredService<TimeProvider>();
            var shared = new RedisRateCounter(redis);
            return new FallbackRateCounter(
                shared,
                shared.ProbeAsync,
                new MemoryRateCounter(time),
                time,
                provider.GetRequiredService<ILogger<FallbackRateCounter>>()
            );
        });
        services.AddSingleton(provider => new RateLimitPersonData(
            provider.GetRequiredKeyedService<RedisConnection>(LimiterKey)
        ));
        services.AddSingleton(provider => new LimiterStart(
            provider.GetRequiredKeyedService<RedisConnection>(LimiterKey)
        ));
    }

    private static RedisConnectionOptions RedisOptions(StorageSettings settings, string variable, string url) =>
        new()
        {
            Variable = variable,
            Url = RedisUrl.Parse(url, variable),
            TrustedIssuerFile = settings.RedisAuthorityFile,
        };

    private static RedisConnection Connect(IServiceProvider provider, RedisConnectionOptions options) =>
        new(
            options,
            provider.GetRequiredService<ILogger<RedisConnection>>(),
            provider.GetRequiredService<TimeProvider>()
        );
}
