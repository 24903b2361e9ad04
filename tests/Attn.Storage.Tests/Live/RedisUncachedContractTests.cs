using Attn.Storage.Live;
using Attn.Storage.Live.Redis;
using Attn.Storage.Tests.Redis;

namespace Attn.Storage.Tests.Live;

public sealed class RedisUncachedOpeningTests(SharedRedis shared) : OpeningContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits, Uncached.Options);
}

public sealed class RedisUncachedRecordTests(SharedRedis shared) : RecordContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits, Uncached.Options);
}

public sealed class RedisUncachedTrailTests(SharedRedis shared) : TrailContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits, Uncached.Options);
}

public sealed class RedisUncachedArchivingTests(SharedRedis shared) : ArchivingContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits, Uncached.Options);
}

public sealed class RedisUncachedWindowTests(SharedRedis shared) : WindowContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(shared, limits, Uncached.Options);
}

/// <summary>A store that remembers no class sessions must behave the same.</summary>
internal static class Uncached
{
    public static RedisLiveStoreOptions Options { get; } = new() { RememberedSessions = 0 };
}
