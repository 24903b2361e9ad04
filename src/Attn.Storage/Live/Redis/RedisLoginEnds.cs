using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>
/// Passes on the ids of LoginSessions that were ended, which the scripts publish. One channel is enough: there are few
/// messages, and a replica looks for its own.
/// </summary>
internal sealed class RedisLoginEnds : IStoreStart
{
    private readonly RedisConnection _redis;
    private readonly LoginEnds _ends;

    public RedisLoginEnds(RedisConnection redis, LoginEnds ends)
    {
        _redis = redis;
        _ends = ends;
        redis.Restored += () => _ = NotifyAllAsync();
    }

    public Task StartAsync(CancellationToken cancellationToken) =>
        _redis.Channels.SubscribeAsync(RedisKeys.LoginEnds, Notify, cancellationToken);

    private void Notify(RedisValue message)
    {
        if (Guid.TryParse(message.ToString(), out var id))
            _ends.Notify(id);
    }

    /// <summary>As <see cref="RedisSessionFeed"/> does: what was published during the outage was missed.</summary>
    private async Task NotifyAllAsync()
    {
        await _redis.Channels.PingAsync();
        _ends.NotifyAll();
    }
}
