using Attn.Storage.Live;

namespace Attn.Storage.Tests.Live;

public sealed class SqliteOpeningTests : OpeningContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        SqliteLiveHarness.CreateAsync(limits, now);
}

public sealed class SqliteRecordTests : RecordContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        SqliteLiveHarness.CreateAsync(limits, now);
}

public sealed class SqliteTrailTests : TrailContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        SqliteLiveHarness.CreateAsync(limits, now);
}

public sealed class SqliteArchivingTests : ArchivingContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        SqliteLiveHarness.CreateAsync(limits, now);
}

public sealed class SqliteFaceCheckOutboxTests : FaceCheckOutboxContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        SqliteLiveHarness.CreateAsync(limits, now);
}

public sealed class SqliteLoginStoreTests : LoginStoreContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        SqliteLiveHarness.CreateAsync(limits, now);
}

public sealed class SqliteSessionFeedTests : SessionFeedContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        SqliteLiveHarness.CreateAsync(limits, now);
}

public sealed class SqliteTicketStoreTests : TicketStoreContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        SqliteLiveHarness.CreateAsync(limits, now);
}

public sealed class SqliteSelfieStoreTests : SelfieStoreContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        SqliteLiveHarness.CreateAsync(limits, now);
}

public sealed class SqliteWindowTests : WindowContract
{
    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        SqliteLiveHarness.CreateAsync(limits, now);
}
