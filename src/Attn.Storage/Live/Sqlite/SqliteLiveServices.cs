using Attn.Storage.Sqlite;
using Attn.Storage.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace Attn.Storage.Live.Sqlite;

internal static class SqliteLiveServices
{
    /// <summary>
    /// Adds the live store in the embedded database, which must be registered as a <see cref="SqliteDatabase"/>.
    /// </summary>
    public static IServiceCollection AddSqliteLive(this IServiceCollection services) =>
        services
            .AddSingleton<IStoreStart, SqliteLiveSchema>()
            .AddDependencyCheck("live_store", isRequired: true, Probe)
            .AddPeriodicWorker<SqliteSweepWorker>()
            .AddSingleton<SqliteSessionFeed>()
            .AddSingleton<ISessionFeed>(provider => provider.GetRequiredService<SqliteSessionFeed>())
            .AddSingleton<LoginEnds>()
            .AddSingleton<IRosterNews, LocalRosterNews>()
            .AddSingleton<ILiveStore, SqliteLiveStore>()
            .AddSingleton<ILoginStore, SqliteLoginStore>()
            .AddSingleton<IFaceCheckOutbox, SqliteFaceCheckOutbox>()
            .AddSingleton<ITicketStore, SqliteTicketStore>()
            .AddSingleton<ISelfieStore, SqliteSelfieStore>()
            .AddSingleton<ILivePeople, SqliteLivePeople>();

    private static Func<CancellationToken, Task<TimeSpan?>> Probe(IServiceProvider provider)
    {
        var outbox = provider.GetRequiredService<IFaceCheckOutbox>();
        return async cancellationToken =>
        {
            await outbox.MeasureAsync(cancellationToken);
            return null;
        };
    }
}
