namespace Attn.Api.Platform.Health;

internal static class HealthSetup
{
    public static IServiceCollection AddHealth(this IServiceCollection services) =>
        services
            .AddSingleton<Readiness>()
            // Readiness logs what has changed; the framework would log every failed check.
            .AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
}
