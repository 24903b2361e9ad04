using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>
/// Notices on one channel: there are few, and a replica looks for its own. A message is
/// <c>&lt;replica&gt;|&lt;topic&gt;|&lt;subject&gt;</c>.
/// </summary>
internal sealed class RedisRosterNews : IRosterNews, IStoreStart
{
    private readonly RosterWatchers _watchers = new();
    private readonly string _replica = Guid.NewGuid().ToString();
    private readonly RedisConnection _redis;

    public RedisRosterNews(RedisConnection redis)
    {
        _redis = redis;
        redis.Restored += () => _ = NotifyAllAsync();
    }

    public Task StartAsync(CancellationToken cancellationToken) =>
        _redis.Channels.SubscribeAsync(RedisKeys.RosterNews, Receive, cancellationToken);

    /// <summary>This replica knows at once, and ignores the message that comes back.</summary>
    public async Task PublishAsync(RosterNotice notice, CancellationToken cancellationToken)
    {
        _watchers.Notify(notice);
        try
        {
            await _redis.RunAsync(
                database => database.PublishAsync(RedisKeys.RosterNews, $"{_replica}|{notice.Topic}|{notice.Subject}"),
                cancellationToken
            );
        }
        catch (StoreUnavailableException)
        {
            // The change is saved. After the outage every replica is told that it may have missed something.
        }
    }

    public IDisposable Watch(Action<RosterNotice> receive) => _watchers.Watch(receive);

    private void Receive(RedisValue message)
    {
        if (message.ToString().Split('|', 3) is not [var replica, var word, var subject])
            _watchers.Notify(RosterNotice.Everything);
        else if (replica != _replica)
            _watchers.Notify(
                Enum.TryParse<RosterTopic>(word, out var topic) ? new(topic, subject) : RosterNotice.Everything
            );
    }

    /// <summary>As <see cref="RedisSessionFeed"/> does: what was published during the outage was missed.</summary>
    private async Task NotifyAllAsync()
    {
        await _redis.Channels.PingAsync();
        _watchers.Notify(RosterNotice.Everything);
    }
}
