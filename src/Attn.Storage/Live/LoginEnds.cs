namespace Attn.Storage.Live;

/// <summary>
/// Wakes the streams of this process whose LoginSession may have ended, at whichever replica. A stream that wakes asks
/// the store; so a message too many does no harm.
/// </summary>
public sealed class LoginEnds
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, List<SessionSubscription>> _watching = [];

    /// <returns>Dispose of it when the stream ends.</returns>
    public IDisposable Watch(Guid loginId, SessionSubscription stream)
    {
        lock (_lock)
        {
            if (!_watching.TryGetValue(loginId, out var streams))
                _watching.Add(loginId, streams = []);
            streams.Add(stream);
        }

        return new Watcher(this, loginId, stream);
    }

    internal void Notify(Guid loginId)
    {
        List<SessionSubscription> streams;
        lock (_lock)
            streams = [.. _watching.GetValueOrDefault(loginId) ?? []];
        Wake(streams);
    }

    /// <summary>Messages may have been missed.</summary>
    internal void NotifyAll()
    {
        List<SessionSubscription> streams;
        lock (_lock)
            streams = [.. _watching.Values.SelectMany(of => of)];
        Wake(streams);
    }

    private static void Wake(List<SessionSubscription> streams)
    {
        foreach (var stream in streams)
            stream.Deliver(LiveChange.Missed.Instance);
    }

    private void Forget(Guid loginId, SessionSubscription stream)
    {
        lock (_lock)
        {
            if (_watching.TryGetValue(loginId, out var streams) && streams.Remove(stream) && streams.Count == 0)
                _watching.Remove(loginId);
        }
    }

    private sealed class Watcher(LoginEnds ends, Guid loginId, SessionSubscription stream) : IDisposable
    {
        public void Dispose() => ends.Forget(loginId, stream);
    }
}
