using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>
/// The scripts that change data also PUBLISH the change, so every replica receives all changes in the order of
/// versions. A replica subscribes once to a class session, for all its subscribers. After an outage every subscriber is
/// notified of a possible gap.
/// </summary>
internal sealed class RedisSessionFeed : ISessionFeed, IStoreStart
{
    private readonly RedisConnection _redis;
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Topic> _topics = [];

    public RedisSessionFeed(RedisConnection redis)
    {
        _redis = redis;
        redis.Restored += () => _ = NotifyGapAsync();
    }

    public async Task<SessionSubscription> SubscribeAsync(
        Guid id,
        string? studentNumber,
        CancellationToken cancellationToken
    )
    {
        var topic = Join(id);
        var subscription = new SessionSubscription(studentNumber, subscriber => LeaveAsync(id, topic, subscriber));
        topic.Subscribers.Add(subscription);
        try
        {
            await topic.Gate.WaitAsync(cancellationToken);
            try
            {
                topic.Queue ??= await _redis.Channels.SubscribeAsync(
                    RedisKeys.Changes(id),
                    message => Notify(topic, message),
                    cancellationToken
                );
            }
            finally
            {
                topic.Gate.Release();
            }

            return subscription;
        }
        catch
        {
            await subscription.DisposeAsync();
            throw;
        }
    }

    /// <summary>Checks the right to the channels: a Redis user without it could write nothing.</summary>
    /// <exception cref="StartRefusedException">The user has no right to them.</exception>
    public Task StartAsync(CancellationToken cancellationToken) =>
        _redis.Channels.CheckRightAsync(RedisKeys.Changes(Guid.Empty), cancellationToken);

    private static void Notify(Topic topic, RedisValue message)
    {
        if (RedisFormat.TryReadChange(message, out var change, out var version))
            topic.Subscribers.Notify(change, version);
        else
            topic.Subscribers.NotifyGap();
    }

    private async Task NotifyGapAsync()
    {
        // The client subscribes again before it reports the reconnect; the answer to a ping on that connection comes
        // after that. If the ping fails, subscribers still compare versions now and then.
        await _redis.Channels.PingAsync();
        List<Topic> topics;
        lock (_lock)
            topics = [.. _topics.Values];
        foreach (var topic in topics)
            topic.Subscribers.NotifyGap();
    }

    private Topic Join(Guid id)
    {
        lock (_lock)
        {
            if (!_topics.TryGetValue(id, out var topic))
                _topics.Add(id, topic = new());
            topic.Count++;
            return topic;
        }
    }

    /// <summary>
    /// The last subscriber unsubscribes from the channel. One that joins at this moment waits at the gate and
    /// subscribes again.
    /// </summary>
    private async ValueTask LeaveAsync(Guid id, Topic topic, SessionSubscription subscriber)
    {
        topic.Subscribers.Remove(subscriber);
        await topic.Gate.WaitAsync(CancellationToken.None);
        try
        {
            if (IsLast(topic) && topic.Queue is { } queue)
            {
                topic.Queue = null;
                await RedisChannels.UnsubscribeAsync(queue);
            }
        }
        finally
        {
            Forget(id, topic);
            topic.Gate.Release();
        }
    }

    private bool IsLast(Topic topic)
    {
        lock (_lock)
            return topic.Count == 1;
    }

    private void Forget(Guid id, Topic topic)
    {
        lock (_lock)
        {
            if (--topic.Count == 0)
                _topics.Remove(id);
        }
    }

    private sealed class Topic
    {
        public Subscribers Subscribers { get; } = new();

        /// <summary>Lets one subscribe to or unsubscribe from the channel at a time.</summary>
        public SemaphoreSlim Gate { get; } = new(1);

        /// <summary>How many have joined; guarded by the feed's lock.</summary>
        public int Count { get; set; }

        public ChannelMessageQueue? Queue { get; set; }
    }
}
