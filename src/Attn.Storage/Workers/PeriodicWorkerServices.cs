using Microsoft.Extensions.DependencyInjection;

namespace Attn.Storage.Workers;

public static class PeriodicWorkerServices
{
    /// <summary>
    /// Registers one instance: as a hosted service, as itself for those who wake it, and as a
    /// <see cref="PeriodicWorker"/>, so that <c>IEnumerable&lt;PeriodicWorker&gt;</c> lists all workers.
    /// </summary>
    public static IServiceCollection AddPeriodicWorker<TWorker>(this IServiceCollection services)
        where TWorker : PeriodicWorker =>
        services
            .AddSingleton<TWorker>()
            .AddSingleton<PeriodicWorker>(provider => provider.GetRequiredService<TWorker>())
            .AddHostedService(provider => provider.GetRequiredService<TWorker>());
}
