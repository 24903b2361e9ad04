using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Attn.Storage;

public static class DependencyCheckServices
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>Registers a health check that asks one small question.</summary>
    /// <param name="name">Shown by <c>/health/ready</c> and in logs.</param>
    /// <param name="isRequired">Whether the program cannot serve while this does not answer.</param>
    /// <param name="ask">Makes the question: see <see cref="DependencyCheck"/>.</param>
    public static IServiceCollection AddDependencyCheck(
        this IServiceCollection services,
        string name,
        bool isRequired,
        Func<IServiceProvider, Func<CancellationToken, Task<TimeSpan?>>> ask
    )
    {
        var failure = isRequired ? HealthStatus.Unhealthy : HealthStatus.Degraded;
        services
            .AddHealthChecks()
            .Add(new(name, provider => new DependencyCheck(ask(provider)), failure, tags: null, Timeout));
        return services;
    }
}
