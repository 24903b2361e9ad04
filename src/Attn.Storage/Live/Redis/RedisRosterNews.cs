using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>
/// Notices on one channel: there are few, and a replica looks for its own. A message is
/// <c>&lt;topic&gt;|&lt;subject&gt;</c>.
/// </summary>
internal sealed class RedisRosterNews : IRosterNews, IStoreStart
{
    private readonly RosterWatchers _watchers = new();
    private readonly RedisConnection _redis;

    public RedisRosterNews(RedisConnection redis)
    {
        _redis = redis;
        redis.Restored += () => _ = NotifyAllAsync();
    }

    public Task StartAsync(CancellationToken cancellationToken) =>
        _redis.Channels.SubscribeAsync(RedisKeys.RosterNews, Receive, cancellationToken);

    /// <summary>This replica knows at once; the message that comes back does no harm.</summary>
    public async Task PublishAsync(RosterNotice notice, CancellationToken cancellationToken)
    {
        _watchers.Notify(notice);
        try
        {
            await _redis.RunAsync(
                database => database.PublishAsync(RedisKeys.RosterNews, $"{notice.Topic}|{notice.Subject}"),
                cancellationToken
            );
        }
        catch (StoreUnavailableException)
        {
            // The change is saved. After the outage every replica is told that it may have missed something.
        }
    }

    public IDisposable Watch(Action<RosterNotice> receive) => _watchers.Watch(receive);

    private void Receive(RedisValue message) =>
        _watchers.Notify(
            message.ToString().Split('|', 2) is [var word, var subject]
            && Enum.TryParse<RosterTopic>(word, out var topic)
                ? new(topic, subject)
                : RosterNotice.Everything
        );

    /// <summary>As <see cref="RedisSessionFeed"/> does: what was published during the outage was missed.</summary>
    private async Task NotifyAllAsync()
    {
        await _redis.Channels.PingAsync();
        _watchers.Notify(RosterNotice.Everything);
    }
}
