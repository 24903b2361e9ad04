using System.Collections.Concurrent;

namespace Attn.Storage.Live.Redis;

/// <summary>
/// The class sessions that this process saw last, which saves a check-in a read. Nothing is decided by it: a script
/// compares the tag before anything is written. It is bounded: what was not used lately is dropped.
/// </summary>
/// <param name="capacity">How many class sessions are surely remembered; up to twice as many are held. 0: none.</param>
internal sealed class SessionCache(int capacity)
{
    private ConcurrentDictionary<Guid, TaggedSession> _young = new();
    private ConcurrentDictionary<Guid, TaggedSession> _old = new();
    private int _youngCount;

    public TaggedSession? Find(Guid id)
    {
        if (_young.TryGetValue(id, out var session))
            return session;
        if (!_old.TryGetValue(id, out session))
            return null;
        Remember(session);
        return session;
    }

    public void Remember(TaggedSession session)
    {
        if (capacity == 0)
            return;
        if (!_young.TryAdd(session.Session.Id, session))
            _young[session.Session.Id] = session;
        else if (Interlocked.Increment(ref _youngCount) >= capacity)
            RotateGenerations();
    }

    public void Forget(Guid id)
    {
        _old.TryRemove(id, out _);
        _young.TryRemove(id, out _);
    }

    // Two threads may do this at once; then a session is dropped too early, which costs a read.
    private void RotateGenerations()
    {
        Interlocked.Exchange(ref _youngCount, 0);
        _old = Interlocked.Exchange(ref _young, new());
    }
}
