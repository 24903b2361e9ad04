using Attn.Storage.Archive;
using Attn.Storage.Live;
using Attn.Storage.Tests.Catalogue;
using Attn.Storage.Tests.Live;

namespace Attn.Storage.Tests.RandomScenarios;

/// <summary>Real stores for one random scenario after the other, and their clock.</summary>
internal sealed class RandomStores(LiveHarness harness, IArchiveDatabase database, DateTimeOffset now)
    : IAsyncDisposable
{
    public LiveHarness Harness { get; } = harness;

    public ILiveStore Live => Harness.Live;

    public IFaceCheckOutbox Outbox => Harness.Outbox;

    public IArchiveDatabase Database { get; } = database;

    public SessionArchive Archive { get; } = new Lessons(database, TimeProvider.System, now).Archive;

    public DateTimeOffset Now { get; private set; } = now;

    public async Task AdvanceAsync(TimeSpan time)
    {
        await Harness.AdvanceAsync(time);
        Now += time;
    }

    public ValueTask DisposeAsync() => Harness.DisposeAsync();
}
