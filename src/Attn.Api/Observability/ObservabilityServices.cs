namespace Attn.Api.Observability;

internal static class ObservabilityServices
{
    public static IServiceCollection AddObservability(this IServiceCollection services, IConfiguration configuration) =>
        services.AddAttnMetrics(configuration).AddSingleton<Readiness>();
}
