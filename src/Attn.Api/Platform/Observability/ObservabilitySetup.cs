using Attn.Api.Platform.Health;

namespace Attn.Api.Platform.Observability;

internal static class ObservabilitySetup
{
    public static IServiceCollection AddObservability(this IServiceCollection services, IConfiguration configuration) =>
        services.AddAttnMetrics(configuration).AddSingleton<Readiness>();
}
