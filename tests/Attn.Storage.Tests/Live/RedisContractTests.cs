using Attn.Storage.Live;
using Attn.Storage.Tests.Redis;

namespace Attn.Storage.Tests.Live;

public sealed class RedisOpeningTests(SharedRedis shared) : OpeningContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits);
}

public sealed class RedisRecordTests(SharedRedis shared) : RecordContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits);
}

public sealed class RedisTrailTests(SharedRedis shared) : TrailContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits);
}

public sealed class RedisArchivingTests(SharedRedis shared) : ArchivingContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits);
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

public sealed class RedisSelfieStoreTests(SharedRedis shared) : SelfieStoreContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits);
}

public sealed class RedisWindowTests(SharedRedis shared) : WindowContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits);
}
