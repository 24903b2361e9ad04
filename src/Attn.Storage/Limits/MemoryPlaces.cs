namespace Attn.Storage.Limits;

/// <summary>The reserved and kept places of every key, inside the process.</summary>
internal sealed class MemoryPlaces(TimeProvider time)
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<Guid, TimeSpan>> _ends = new(StringComparer.Ordinal);
    private readonly long _startedAt = time.GetTimestamp();
    private TimeSpan _sweptAt;

    /// <summary>The number of keys in memory.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _ends.Count;
        }
    }

    public RateDecision Reserve(string key, Guid id, int limit, TimeSpan lease)
    {
        var now = Now;
        lock (_lock)
        {
            Sweep(now);
            var ends = PlacesOf(key, now);
            if (ends.Count >= limit)
                return RateDecision.Refused(ends.Values.Min() - now);
            ends[id] = now + lease;
            return RateDecision.Allowed;
        }
    }

    public void Keep(string key, Guid id, TimeSpan span)
    {
        var now = Now;
        lock (_lock)
            PlacesOf(key, now)[id] = now + span;
    }

    public void Release(string key, Guid id)
    {
        lock (_lock)
        {
            if (_ends.TryGetValue(key, out var ends) && ends.Remove(id) && ends.Count == 0)
                _ends.Remove(key);
        }
    }

    /// <summary>Since the start: a clock that is set must not move the ends.</summary>
    private TimeSpan Now => time.GetElapsedTime(_startedAt);

    private Dictionary<Guid, TimeSpan> PlacesOf(string key, TimeSpan now)
    {
        if (!_ends.TryGetValue(key, out var ends))
            _ends.Add(key, ends = []);
        RemoveEnded(ends, now);
        return ends;
    }

    private void Sweep(TimeSpan now)
    {
        if (now - _sweptAt < SweepPeriod)
            return;
        _sweptAt = now;
        foreach (var (key, ends) in _ends)
        {
            RemoveEnded(ends, now);
            if (ends.Count == 0)
                _ends.Remove(key);
        }
    }

    private static void RemoveEnded(Dictionary<Guid, TimeSpan> ends, TimeSpan now)
    {
        foreach (var (id, end) in ends)
        {
            if (end <= now)
                ends.Remove(id);
        }
    }
}
