using Attn.Domain;

namespace Attn.Storage.Live.Sqlite;

/// <summary>The embedded store has one process: its writer notifies the subscribers after each commit.</summary>
internal sealed class SqliteSessionFeed : ISessionFeed
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Subscribers> _subscribers = [];

    public Task<SessionSubscription> SubscribeAsync(Guid id, string? studentNumber, CancellationToken cancellationToken)
    {
        var subscription = new SessionSubscription(studentNumber, subscriber => Leave(id, subscriber));
        lock (_lock)
        {
            if (!_subscribers.TryGetValue(id, out var subscribers))
                _subscribers.Add(id, subscribers = new());
            subscribers.Add(subscription);
        }

        return Task.FromResult(subscription);
    }

    /// <summary>Called on the writer's thread, after the commit.</summary>
    public void Notify(AttendanceRecord record) =>
        Find(record.SessionId)?.Notify(new LiveChange.Record(record), record.Version);

    /// <summary>Called on the writer's thread, after the commit.</summary>
    public void Notify(ClassSession session) =>
        Find(session.Id)?.Notify(new LiveChange.Session(session), session.Version);

    private Subscribers? Find(Guid id)
    {
        lock (_lock)
            return _subscribers.GetValueOrDefault(id);
    }

    private ValueTask Leave(Guid id, SessionSubscription subscriber)
    {
        lock (_lock)
        {
            if (_subscribers.TryGetValue(id, out var subscribers) && subscribers.Remove(subscriber))
                _subscribers.Remove(id);
        }

        return ValueTask.CompletedTask;
    }
}
