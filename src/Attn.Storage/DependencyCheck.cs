using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Attn.Storage;

/// <summary>
/// Asks whether something that the program depends on answers, and how far its clock is ahead of ours.
/// </summary>
/// <param name="askAsync"> One small question. It gives how far the other clock is ahead (negative: behind), or
/// <c>null</c> where that makes no difference. It throws while there is no answer. </param>
public sealed class DependencyCheck(Func<CancellationToken, Task<TimeSpan?>> askAsync) : IHealthCheck
{
    private const string ClockLeadKey = "clock_lead";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        // A client that ignores the token must not delay the report.
        var lead = await askAsync(cancellationToken).WaitAsync(cancellationToken);
        return HealthCheckResult.Healthy(
            data: lead is null ? null : new Dictionary<string, object>(StringComparer.Ordinal) { [ClockLeadKey] = lead }
        );
    }

    public static TimeSpan? ClockLeadOf(HealthReportEntry entry) =>
        entry.Data.TryGetValue(ClockLeadKey, out var lead) ? (TimeSpan)lead : null;
}
