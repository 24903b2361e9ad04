using System.Collections.Concurrent;
using Attn.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Attn.Api.Platform.Health;

/// <summary>
/// Runs the health checks of all that the program depends on. One report serves everybody who asks within a second.
/// </summary>
internal sealed partial class Readiness(HealthCheckService checks, TimeProvider time, ILogger<Readiness> logger)
{
    /// <summary>Beyond it, rules by the program's clock and leases by a store's clock contradict each other.</summary>
    public static readonly TimeSpan MaxClockDifference = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan ReportLifetime = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, bool> _isBad = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private Task<HealthReport>? _report;
    private long _startedAt;

    public static bool IsClockOff(HealthReportEntry entry) =>
        DependencyCheck.ClockLeadOf(entry)?.Duration() > MaxClockDifference;

    public Task<HealthReport> CheckAsync()
    {
        lock (_lock)
        {
            // One that is under way is as good as a new one, however long it takes.
            if (_report is not null && (!_report.IsCompleted || time.GetElapsedTime(_startedAt) < ReportLifetime))
                return _report;
            _startedAt = time.GetTimestamp();
            return _report = RunAsync();
        }
    }

    private async Task<HealthReport> RunAsync()
    {
        var report = await checks.CheckHealthAsync(CancellationToken.None);
        foreach (var (name, entry) in report.Entries)
            LogChanges(name, entry);
        return report;
    }

    /// <summary>Logs a state only when it changes, however often readiness is queried.</summary>
    private void LogChanges(string name, HealthReportEntry entry)
    {
        var isUp = entry.Status == HealthStatus.Healthy;
        if (HasChanged(name, !isUp))
        {
            if (isUp)
                LogRestored(logger, name);
            else
                LogUnavailable(logger, name);
        }

        if (isUp && HasChanged($"{name} clock", IsClockOff(entry)) && IsClockOff(entry))
            LogClockOff(logger, name, (long)DependencyCheck.ClockLeadOf(entry)!.Value.TotalMilliseconds);
    }

    private bool HasChanged(string subject, bool isBad)
    {
        var wasBad = _isBad.TryGetValue(subject, out var before) && before;
        _isBad[subject] = isBad;
        return wasBad != isBad;
    }

    [LoggerMessage(EventIds.DependencyUnavailable, LogLevel.Warning, "{Dependency} does not answer.")]
    private static partial void LogUnavailable(ILogger logger, string dependency);

    [LoggerMessage(EventIds.DependencyRestored, LogLevel.Information, "{Dependency} answers again.")]
    private static partial void LogRestored(ILogger logger, string dependency);

    [LoggerMessage(
        EventIds.DependencyClockOff,
        LogLevel.Warning,
        "The clock of {Dependency} is {Milliseconds} ms ahead of this program's (negative: behind). "
            + "Synchronize both machines by NTP."
    )]
    private static partial void LogClockOff(ILogger logger, string dependency, long milliseconds);
}
