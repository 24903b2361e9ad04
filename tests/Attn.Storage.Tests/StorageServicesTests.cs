using Attn.Storage.Archive;
using Attn.Storage.Limits;
using Attn.Storage.Live;
using Attn.Storage.Live.Redis;
using Attn.Storage.Live.Sqlite;
using Attn.Storage.Redis;
using Attn.Storage.Tests.Catalogue;
using Attn.Storage.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Attn.Storage.Tests;

/// <summary>The settings choose the stores; each store brings its own start, probe and workers.</summary>
public sealed class StorageServicesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Without_addresses_everything_is_embedded()
    {
        await using var services = Build(new() { DataFolder = _folder.Path });

        Assert.IsType<SqliteLiveStore>(services.GetRequiredService<ILiveStore>());
        Assert.IsType<MemoryRateCounter>(services.GetRequiredService<IRateCounter>());
        Assert.Equal(
            [typeof(SqliteLiveSchema), typeof(ArchiveStartup)],
            services.GetServices<IStoreStart>().Select(start => start.GetType())
        );
        Assert.Equal(["live_store", "archive"], ProbesOf(services));
        Assert.Equal(
            [("live_store_sweep", typeof(SqliteSweepWorker))],
            services.GetServices<PeriodicWorker>().Select(worker => (worker.Name, worker.GetType()))
        );
    }

    [Fact]
    public async Task With_addresses_the_servers_start_in_order_and_nothing_is_swept()
    {
        await using var services = Build(
            new()
            {
                LiveRedisUrl = "redis://live.invalid",
                LimiterRedisUrl = "redis://limiter.invalid",
                DatabaseUrl = "postgresql://user:password@archive.invalid/attn",
            }
        );

        Assert.IsType<RedisLiveStore>(services.GetRequiredService<ILiveStore>());
        Assert.IsType<FallbackRateCounter>(services.GetRequiredService<IRateCounter>());
        var starts = services.GetServices<IStoreStart>().ToList();
        Assert.Equal(
            [
                typeof(RedisConnection),
                typeof(RedisSessionFeed),
                typeof(RedisLoginEnds),
                typeof(RedisRosterNews),
                typeof(RedisConnection),
                typeof(ArchiveStartup),
            ],
            starts.Select(start => start.GetType())
        );
        Assert.Equal("APPLICATION_REDIS_URL", ((RedisConnection)starts[0]).Options.Variable);
        Assert.Equal("RATE_LIMITER_REDIS_URL", ((RedisConnection)starts[4]).Options.Variable);
        Assert.Equal(["live_store", "rate_limiter", "archive"], ProbesOf(services));
        Assert.Empty(services.GetServices<PeriodicWorker>());
    }

    [Fact]
    public async Task Stores_start_in_order_until_one_is_refused()
    {
        var started = new List<string>();
        var start = new StorageStart([
            new Start(() => started.Add("first")),
            new Start(() => throw new StartRefusedException("refused")),
            new Start(() => started.Add("third")),
        ]);

        await Assert.ThrowsAsync<StartRefusedException>(() => start.StartingAsync(CancellationToken.None));

        Assert.Equal(["first"], started);
    }

    [Fact]
    public async Task Embedded_stores_answer_their_probes_after_the_start()
    {
        await using var services = Build(new() { DataFolder = _folder.Path });

        await services.ConnectStoresAsync(CancellationToken.None);

        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(CancellationToken.None);
        Assert.All(report.Entries.Values, entry => Assert.Equal(HealthStatus.Healthy, entry.Status));
    }

    public void Dispose() => _folder.Dispose();

    private static ServiceProvider Build(StorageSettings settings) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new PictureCipher("a secret of the tests, long enough"))
            .AddSingleton(Lessons.Calendar)
            .AddAttnStorage(settings)
            .BuildServiceProvider();

    private static IEnumerable<string> ProbesOf(IServiceProvider services) =>
        services
            .GetRequiredService<IOptions<HealthCheckServiceOptions>>()
            .Value.Registrations.Select(registration => registration.Name);

    private sealed class Start(Action start) : IStoreStart
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            start();
            return Task.CompletedTask;
        }
    }
}
