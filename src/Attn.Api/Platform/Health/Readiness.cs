using System.Collections.Concurrent;
using Attn.Storage;

namespace Attn.Api.Platform.Health;

/// <summary>
/// Asks everything that the program leans on, all at once and each for a bounded time; an answer serves everybody who
/// asks within a second.
/// </summary>
internal sealed partial class Readiness(
    IEnumerable<DependencyProbe> probes,
    TimeProvider time,
    ILogger<Readiness> logger
)
{
    /// <summary>
    /// Beyond this, rules that go by the program's clock and leases that go by the store's do not fit together any
    /// more.
    /// </summary>
    public static readonly TimeSpan LargestClockDifference = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    private readonly DependencyProbe[] _probes = [.. probes];
    private readonly ConcurrentDictionary<string, bool> _complaints = new(StringComparer.Ordinal);
    private readonly Lock _turn = new();
    private Task<IReadOnlyList<DependencyState>>? _last;
    private long _askedAt;

    public Task<IReadOnlyList<DependencyState>> AskAsync()
    {
        lock (_turn)
        {
            // One that is on its way is as good as a new one, however long it takes.
            if (_last is not null && (!_last.IsCompleted || time.GetElapsedTime(_askedAt) < Kept))
                return _last;
            _askedAt = time.GetTimestamp();
            return _last = AskAllAsync();
        }
    }

    private async Task<IReadOnlyList<DependencyState>> AskAllAsync() => await Task.WhenAll(_probes.Select(AskAsync));

    private async Task<DependencyState> AskAsync(DependencyProbe probe)
    {
        using var enough = new CancellationTokenSource(Patience, time);
        var began = time.GetTimestamp();
        try
        {
            // Off this thread, and not a moment longer, also for one that takes no notice of the token.
            var lead = await Task.Run(() => probe.AskAsync(enough.Token), enough.Token).WaitAsync(enough.Token);
            var state = new DependencyState(probe, IsUp: true, time.GetElapsedTime(began), lead);
            Report(state);
            return state;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            var state = new DependencyState(probe, IsUp: false, time.GetElapsedTime(began), ClockLead: null);
            Report(state);
            return state;
        }
    }

    /// <summary>Said when it begins and when it is over, however often somebody asks.</summary>
    private void Report(DependencyState state)
    {
        var name = state.Probe.Name;
        if (Changes(name, !state.IsUp))
        {
            if (state.IsUp)
                IsBack(logger, name);
            else
                IsDown(logger, name);
        }

        if (state.IsUp && Changes($"{name} clock", state.ClockIsOff) && state.ClockIsOff)
            ClockIsOff(logger, name, (long)state.ClockLead!.Value.TotalMilliseconds);
    }

    private bool Changes(string what, bool isBad)
    {
        var wasBad = _complaints.TryGetValue(what, out var before) && before;
        _complaints[what] = isBad;
        return wasBad != isBad;
    }

    [LoggerMessage(1501, LogLevel.Warning, "{Dependency} does not answer.")]
    private static partial void IsDown(ILogger logger, string dependency);

    [LoggerMessage(1502, LogLevel.Information, "{Dependency} answers again.")]
    private static partial void IsBack(ILogger logger, string dependency);

    [LoggerMessage(
        1503,
        LogLevel.Warning,
        "The clock of {Dependency} is {Milliseconds} ms ahead of this program's (negative: behind). Let both machines keep their time by NTP."
    )]
    private static partial void ClockIsOff(ILogger logger, string dependency, long milliseconds);
}

/// <param name="ClockLead">How far its clock is ahead of ours.</param>
internal sealed record DependencyState(DependencyProbe Probe, bool IsUp, TimeSpan Latency, TimeSpan? ClockLead)
{
    public bool ClockIsOff => ClockLead?.Duration() > Readiness.LargestClockDifference;
}
