using System.Collections.Immutable;

namespace Attn.Storage.Live;

/// <summary>Those in this process who listen to one class session.</summary>
internal sealed class Subscribers
{
    private ImmutableArray<SessionSubscription> _listeners = [];
    private long _lastVersion;

    public void Add(SessionSubscription listener) =>
        ImmutableInterlocked.Update(ref _listeners, static (all, one) => all.Add(one), listener);

    /// <returns>Whether nobody is left.</returns>
    public bool Remove(SessionSubscription listener)
    {
        ImmutableInterlocked.Update(ref _listeners, static (all, one) => all.Remove(one), listener);
        return _listeners.IsEmpty;
    }

    /// <summary>To be called by one thread at a time, in the order of the changes.</summary>
    public void Tell(LiveChange change, long version)
    {
        // Every change raises the version by one, so a hole in the numbers is a change that was not heard; a step back is a store that lost some.
        if (_lastVersion != 0 && version != _lastVersion + 1)
            NotifyGap();
        _lastVersion = version;
        NotifyAll(change);
    }

    public void NotifyGap() => NotifyAll(LiveChange.Missed.Instance);

    private void NotifyAll(LiveChange change)
    {
        foreach (var listener in _listeners)
            listener.Deliver(change);
    }
}
