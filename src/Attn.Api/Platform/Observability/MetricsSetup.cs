using Attn.Storage.Workers;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Attn.Api.Platform.Observability;

internal static class MetricsSetup
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ServiceName = "OTEL_SERVICE_NAME";

    /// <summary>
    /// Metrics over OTLP, only where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a receiver. OpenTelemetry itself reads
    /// the other <c>OTEL_…</c> variables of the specification (protocol, headers, interval).
    /// </summary>
    public static IServiceCollection AddAttnMetrics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<AttnMetrics>();
        if (configuration[Endpoint] is not { Length: > 0 } endpoint)
            return services;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new FormatException(
                $"{Endpoint} must be the http or https address of an OTLP receiver, "
                    + "such as http://localhost:4317, or empty."
            );

        services.AddPeriodicWorker<OutboxMeter>();
        services
            .AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource.AddService(configuration[ServiceName] is { Length: > 0 } name ? name : "attn-api")
            )
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(
                        AttnMetrics.MeterName,
                        "Microsoft.AspNetCore.Hosting",
                        "Microsoft.AspNetCore.Server.Kestrel",
                        "Microsoft.AspNetCore.RateLimiting",
                        "System.Net.Http",
                        "System.Runtime"
                    )
                    .AddOtlpExporter()
            );
        return services;
    }
}
