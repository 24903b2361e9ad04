using System.ComponentModel;
using Attn.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Attn.Api.Platform.Health;

internal sealed record DependencyResponse(
    [property: Description(
        "`archive` and `live_store` are required; the program does without `rate_limiter` and `face_verifier` for a "
            + "while."
    )]
        string Name,
    [property: Description("`up` or `down`.")] string Status,
    double LatencyMs,
    [property: Description("How far its clock is ahead of the program's; null where there is none to compare.")]
        double? ClockDifferenceMs,
    string? Detail
)
{
    public static DependencyResponse Of(string name, HealthReportEntry entry) =>
        new(
            name,
            entry.Status == HealthStatus.Healthy ? "up" : "down",
            Math.Round(entry.Duration.TotalMilliseconds, 1),
            DependencyCheck.ClockLeadOf(entry) is { } lead ? Math.Round(lead.TotalMilliseconds, 1) : null,
            DetailOf(entry)
        );

    /// <summary>For anybody who asks: neither host names nor a server's words, which are in the log.</summary>
    private static string? DetailOf(HealthReportEntry entry) =>
        entry.Status switch
        {
            HealthStatus.Unhealthy => "It does not answer.",
            HealthStatus.Degraded => "It does not answer. The program goes on without it.",
            HealthStatus.Healthy when Readiness.IsClockOff(entry) =>
                $"Its clock differs by more than {Readiness.MaxClockDifference.TotalMilliseconds} ms.",
            HealthStatus.Healthy => null,
        };
}
