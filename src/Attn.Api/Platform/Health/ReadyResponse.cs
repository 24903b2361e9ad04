using System.ComponentModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Attn.Api.Platform.Health;

internal sealed record ReadyResponse(
    [property: Description("`ready`, or `not_ready`: a required dependency does not answer.")] string Status,
    IReadOnlyList<DependencyResponse> Dependencies
)
{
    public static ReadyResponse Of(HealthReport report) =>
        new(
            report.Status == HealthStatus.Unhealthy ? "not_ready" : "ready",
            [.. report.Entries.Select(entry => DependencyResponse.Of(entry.Key, entry.Value))]
        );
}
