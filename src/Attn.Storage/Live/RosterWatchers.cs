using System.Collections.Immutable;

namespace Attn.Storage.Live;

/// <summary>Who watches the notices in this process, in the order in which they began.</summary>
internal sealed class RosterWatchers
{
    private ImmutableArray<Watcher> _watchers = [];

    public IDisposable Watch(Action<RosterNotice> receive)
    {
        var watcher = new Watcher(this, receive);
        ImmutableInterlocked.Update(ref _watchers, static (all, one) => all.Add(one), watcher);
        return watcher;
    }

    public void Notify(RosterNotice notice)
    {
        foreach (var watcher in _watchers)
            watcher.Receive(notice);
    }

    private sealed class Watcher(RosterWatchers watchers, Action<RosterNotice> receive) : IDisposable
    {
        public Action<RosterNotice> Receive => receive;

        public void Dispose() =>
            ImmutableInterlocked.Update(ref watchers._watchers, static (all, one) => all.Remove(one), this);
    }
}
