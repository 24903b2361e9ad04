using System.Collections.Concurrent;

namespace Attn.Storage.Limits;

/// <summary>Counts inside the process. It keeps the instants of each key's uses within the window.</summary>
public sealed class MemoryRateCounter(TimeProvider time) : IRateCounter
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Uses> _uses = new(StringComparer.Ordinal);
    private readonly MemoryPlaces _places = new(time);
    private long _sweptAt = time.GetTimestamp();

    /// <summary>The number of keys in memory.</summary>
    internal int Count => _uses.Count + _places.Count;

    public ValueTask<RateDecision> TakeAsync(
        string key,
        int limit,
        TimeSpan window,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        Sweep();
        while (true)
        {
            var uses = _uses.GetOrAdd(key, static _ => new());
            lock (uses)
            {
                // If it was swept between the lookup and the lock, a use counted there would be lost.
                if (!uses.IsSwept)
                    return new(Take(uses, limit, window));
            }
        }
    }

    public ValueTask<RateDecision> PeekAsync(
        string key,
        int limit,
        TimeSpan window,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (!_uses.TryGetValue(key, out var uses))
            return new(RateDecision.Allowed);
        lock (uses)
        {
            if (uses.Instants.Count < limit)
                return new(RateDecision.Allowed);
            // The use that must leave the window before another one fits.
            var wait = window - time.GetElapsedTime(uses.Instants[^limit]);
            return new(wait > TimeSpan.Zero ? RateDecision.Refused(wait) : RateDecision.Allowed);
        }
    }

    public ValueTask<RateDecision> ReserveAsync(
        string key,
        Guid id,
        int limit,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return new(_places.Reserve(key, id, limit, lease));
    }

    public ValueTask KeepAsync(string key, Guid id, TimeSpan span, CancellationToken cancellationToken)
    {
        _places.Keep(key, id, span);
        return ValueTask.CompletedTask;
    }

    public ValueTask ReleaseAsync(string key, Guid id, CancellationToken cancellationToken)
    {
        _places.Release(key, id);
        return ValueTask.CompletedTask;
    }

    private RateDecision Take(Uses uses, int limit, TimeSpan window)
    {
        var instants = uses.Instants;
        var now = time.GetTimestamp();
        uses.Window = window;
        var expired = 0;
        while (expired < instants.Count && time.GetElapsedTime(instants[expired], now) >= window)
            expired++;
        instants.RemoveRange(0, expired);
        if (instants.Count >= limit)
            return RateDecision.Refused(window - time.GetElapsedTime(instants[^limit], now));
        instants.Add(now);
        return RateDecision.Allowed;
    }

    private void Sweep()
    {
        var sweptAt = Interlocked.Read(ref _sweptAt);
        if (
            time.GetElapsedTime(sweptAt) < SweepPeriod
            || Interlocked.CompareExchange(ref _sweptAt, time.GetTimestamp(), sweptAt) != sweptAt
        )
            return;
        foreach (var (key, uses) in _uses)
        {
            lock (uses)
            {
                if (uses.Instants.Count > 0 && time.GetElapsedTime(uses.Instants[^1]) < uses.Window)
                    continue;
                uses.IsSwept = true;
                _uses.TryRemove(key, out _);
            }
        }
    }

    private sealed class Uses
    {
        public List<long> Instants { get; } = [];

        public TimeSpan Window { get; set; }

        public bool IsSwept { get; set; }
    }
}
