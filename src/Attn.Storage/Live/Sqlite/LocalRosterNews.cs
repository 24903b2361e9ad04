namespace Attn.Storage.Live.Sqlite;

/// <summary>The embedded store has one process.</summary>
internal sealed class LocalRosterNews : IRosterNews
{
    private readonly RosterWatchers _watchers = new();

    public Task PublishAsync(RosterNotice notice, CancellationToken cancellationToken)
    {
        _watchers.Notify(notice);
        return Task.CompletedTask;
    }

    public IDisposable Watch(Action<RosterNotice> receive) => _watchers.Watch(receive);
}
