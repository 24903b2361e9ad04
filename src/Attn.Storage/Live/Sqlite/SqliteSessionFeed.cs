using Attn.Domain;

namespace Attn.Storage.Live.Sqlite;

/// <summary>The embedded store has one process: its writer tells those who listen, after each commit.</summary>
internal sealed class SqliteSessionFeed : ISessionFeed
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Subscribers> _audiences = [];

    public Task<SessionSubscription> SubscribeAsync(Guid id, string? studentNumber, CancellationToken cancellationToken)
    {
        var subscription = new SessionSubscription(studentNumber, listener => Leave(id, listener));
        lock (_lock)
        {
            if (!_audiences.TryGetValue(id, out var audience))
                _audiences.Add(id, audience = new());
            audience.Add(subscription);
        }

        return Task.FromResult(subscription);
    }

    /// <summary>On the writer's thread, after the commit.</summary>
    public void Tell(AttendanceRecord record) =>
        Find(record.SessionId)?.Tell(new LiveChange.Record(record), record.Version);

    /// <summary>On the writer's thread, after the commit.</summary>
    public void Tell(ClassSession session) => Find(session.Id)?.Tell(new LiveChange.Session(session), session.Version);

    private Subscribers? Find(Guid id)
    {
        lock (_lock)
            return _audiences.GetValueOrDefault(id);
    }

    private ValueTask Leave(Guid id, SessionSubscription listener)
    {
        lock (_lock)
        {
            if (_audiences.TryGetValue(id, out var audience) && audience.Remove(listener))
                _audiences.Remove(id);
        }

        return ValueTask.CompletedTask;
    }
}
