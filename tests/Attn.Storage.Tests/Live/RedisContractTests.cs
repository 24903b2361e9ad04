using Attn.Storage.Live;
using Attn.Storage.Live.Redis;
using Attn.Storage.Tests.Redis;

namespace Attn.Storage.Tests.Live;

public sealed class RedisLiveStoreContractTests(SharedRedis shared) : LiveStoreContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits);
}

/// <summary>Without what a replica remembers, the store must say the same.</summary>
public sealed class RedisLiveStoreWithoutMemoryTests(SharedRedis shared) : LiveStoreContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits, new RedisLiveStoreOptions { RememberedSessions = 0 });
}

public sealed class RedisFaceCheckOutboxTests(SharedRedis shared) : FaceCheckOutboxContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits);
}

public sealed class RedisLoginStoreTests(SharedRedis shared) : LoginStoreContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits);
}

public sealed class RedisSessionFeedContractTests(SharedRedis shared) : SessionFeedContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits);
}

public sealed class RedisTicketStoreTests(SharedRedis shared) : TicketStoreContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits);
}
