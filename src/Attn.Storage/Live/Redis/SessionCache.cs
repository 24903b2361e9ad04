using System.Collections.Concurrent;

namespace Attn.Storage.Live.Redis;

/// <summary>
/// The sessions that this process saw last, so that a check-in need not read what it knows. Nothing is decided by it: a script compares the tag
/// before anything is written. Bounded: what was not asked for lately falls out.
/// </summary>
/// <param name="capacity">How many sessions are remembered for sure; up to twice as many are held. 0: none.</param>
internal sealed class SessionCache(int capacity)
{
    private ConcurrentDictionary<Guid, SeenSession> _young = new();
    private ConcurrentDictionary<Guid, SeenSession> _old = new();
    private int _youngCount;

    public SeenSession? Find(Guid id)
    {
        if (_young.TryGetValue(id, out var seen))
            return seen;
        if (!_old.TryGetValue(id, out seen))
            return null;
        Remember(seen);
        return seen;
    }

    public void Remember(SeenSession seen)
    {
        if (capacity == 0)
            return;
        if (!_young.TryAdd(seen.Session.Id, seen))
            _young[seen.Session.Id] = seen;
        else if (Interlocked.Increment(ref _youngCount) >= capacity)
            RotateGenerations();
    }

    public void Forget(Guid id)
    {
        _old.TryRemove(id, out _);
        _young.TryRemove(id, out _);
    }

    // Two threads may do this at once; then something is forgotten too early, which costs a read.
    private void RotateGenerations()
    {
        Interlocked.Exchange(ref _youngCount, 0);
        _old = Interlocked.Exchange(ref _young, new());
    }
}
