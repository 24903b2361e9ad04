using StackExchange.Redis;

namespace Attn.Storage.Redis;

/// <summary>Publish and subscribe. Channels have a connection of their own beside the one for commands.</summary>
internal sealed class RedisChannels(RedisConnection redis, TimeProvider time)
{
    private static readonly TimeSpan ConnectPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Receives what is published on a channel from now on, one message after the other. After an outage the client
    /// subscribes again by itself.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Redis is unavailable.</exception>
    public async Task<ChannelMessageQueue> SubscribeAsync(
        RedisChannel channel,
        Action<RedisValue> receive,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (redis.Multiplexer is not { } multiplexer)
            throw redis.Unavailable(null);
        var subscriber = multiplexer.GetSubscriber();
        await WaitForConnectionAsync(multiplexer, subscriber, cancellationToken);
        try
        {
            var queue = await subscriber.SubscribeAsync(channel);
            queue.OnMessage(message => receive(message.Message));
            return queue;
        }
        catch (Exception e) when (RedisOutage.IsOutage(e))
        {
            // The client would subscribe to this channel after the outage, and nobody would listen then.
            await subscriber.UnsubscribeAsync(channel, flags: CommandFlags.FireAndForget);
            throw redis.Unavailable(e);
        }
    }

    public static async Task UnsubscribeAsync(ChannelMessageQueue queue)
    {
        try
        {
            await queue.UnsubscribeAsync();
        }
        catch (Exception e) when (RedisOutage.IsOutage(e))
        {
            // The subscribed connection is gone, and the client does not subscribe to this channel again.
        }
    }

    /// <summary>
    /// Returns after Redis has answered everything sent before on the channels' connection; or soon, if there is
    /// another outage.
    /// </summary>
    public async Task PingAsync()
    {
        try
        {
            if (redis.Multiplexer is { } multiplexer)
                await multiplexer.GetSubscriber().PingAsync();
        }
        catch (Exception e) when (RedisOutage.IsOutage(e))
        {
            // The next reconnect pings again.
        }
    }

    /// <exception cref="StartRefusedException">The user may not publish on this channel.</exception>
    public async Task CheckRightAsync(RedisChannel channel, CancellationToken cancellationToken)
    {
        try
        {
            await redis.RunAsync(database => database.PublishAsync(channel, RedisValue.EmptyString), cancellationToken);
        }
        catch (StoreUnavailableException outage) when (RedisOutage.IsMissingRight(outage))
        {
            var (variable, user) = (redis.Options.Variable, redis.Options.Url.User ?? "default");
            throw new StartRefusedException(
                $"{variable}: the Redis user has no right to the channels of the live view. "
                    + $"Give it &attn:*, as in ACL SETUSER {user} &attn:*.",
                outage
            );
        }
    }

    /// <summary>The channels connect a moment after the commands. While neither is connected, nobody waits.</summary>
    private async Task WaitForConnectionAsync(
        ConnectionMultiplexer multiplexer,
        ISubscriber subscriber,
        CancellationToken cancellationToken
    )
    {
        var startedAt = time.GetTimestamp();
        while (!subscriber.IsConnected() && multiplexer.IsConnected && time.GetElapsedTime(startedAt) < ConnectTimeout)
            await Task.Delay(ConnectPause, time, cancellationToken);
    }
}
