using System.Collections.Immutable;

namespace Attn.Storage.Live;

/// <summary>The subscribers of one class session in this process.</summary>
internal sealed class Subscribers
{
    private ImmutableArray<SessionSubscription> _subscribers = [];
    private long _lastVersion;

    public void Add(SessionSubscription subscriber) =>
        ImmutableInterlocked.Update(ref _subscribers, static (all, one) => all.Add(one), subscriber);

    /// <returns>Whether nobody is left.</returns>
    public bool Remove(SessionSubscription subscriber)
    {
        ImmutableInterlocked.Update(ref _subscribers, static (all, one) => all.Remove(one), subscriber);
        return _subscribers.IsEmpty;
    }

    /// <summary>To be called by one thread at a time, in the order of the changes.</summary>
    public void Notify(LiveChange change, long version)
    {
        // Every change raises the version by one: a skipped version is a missed change, a lower one a store that lost
        // some.
        if (_lastVersion != 0 && version != _lastVersion + 1)
            NotifyGap();
        _lastVersion = version;
        NotifyAll(change);
    }

    public void NotifyGap() => NotifyAll(LiveChange.Missed.Instance);

    private void NotifyAll(LiveChange change)
    {
        foreach (var subscriber in _subscribers)
            subscriber.Deliver(change);
    }
}
