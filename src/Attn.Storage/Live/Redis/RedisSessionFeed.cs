using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>
/// Changes come by PUBLISH from inside the scripts that make them, so every replica hears all of them in the order of versions. A replica subscribes
/// once to a class session, for all who listen there. After an outage everybody is told that something may have been missed.
/// </summary>
internal sealed class RedisSessionFeed : ISessionFeed, IStoreStart
{
    private readonly RedisConnection _redis;
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Topic> _topics = [];

    public RedisSessionFeed(RedisConnection redis)
    {
        _redis = redis;
        redis.Restored += () => _ = TellMissedAsync();
    }

    public async Task<SessionSubscription> SubscribeAsync(
        Guid id,
        string? studentNumber,
        CancellationToken cancellationToken
    )
    {
        var topic = Join(id);
        var subscription = new SessionSubscription(studentNumber, listener => LeaveAsync(id, topic, listener));
        topic.Subscribers.Add(subscription);
        try
        {
            await topic.Gate.WaitAsync(cancellationToken);
            try
            {
                topic.Queue ??= await _redis.Channels.SubscribeAsync(
                    RedisKeys.Changes(id),
                    message => Tell(topic, message),
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

    private static void Tell(Topic topic, RedisValue message)
    {
        if (RedisStored.TryReadChange(message, out var change, out var version))
            topic.Subscribers.Tell(change, version);
        else
            topic.Subscribers.NotifyGap();
    }

    private async Task TellMissedAsync()
    {
        // The client asks Redis for its channels again before it reports that it is back; the answer to a ping on that connection comes after.
        // Should that go wrong, whoever listens compares versions now and then.
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
            topic.Listeners++;
            return topic;
        }
    }

    /// <summary>The last one unsubscribes; a newcomer of that moment waits at the gate and subscribes again.</summary>
    private async ValueTask LeaveAsync(Guid id, Topic topic, SessionSubscription listener)
    {
        topic.Subscribers.Remove(listener);
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
            return topic.Listeners == 1;
    }

    private void Forget(Guid id, Topic topic)
    {
        lock (_lock)
        {
            if (--topic.Listeners == 0)
                _topics.Remove(id);
        }
    }

    private sealed class Topic
    {
        public Subscribers Subscribers { get; } = new();

        /// <summary>One subscribes or unsubscribes at a time.</summary>
        public SemaphoreSlim Gate { get; } = new(1);

        /// <summary>Those who listen or are about to; guarded by the feed's lock.</summary>
        public int Listeners { get; set; }

        public ChannelMessageQueue? Queue { get; set; }
    }
}
