using Attn.Storage.Archive;
using Attn.Storage.Tests.Live;

namespace Attn.Storage.Tests.RandomLessons;

/// <summary>Real stores for one random lesson after the other, and their clock.</summary>
internal sealed class RandomStores(LiveHarness harness, IArchiveDatabase database, DateTimeOffset now)
    : IAsyncDisposable
{
    public LiveHarness Harness { get; } = harness;

    public IArchiveDatabase Database { get; } = database;

    public SessionArchive Archive { get; } = new(database, TimeProvider.System);

    public DateTimeOffset Now { get; private set; } = now;

    public async Task PassAsync(TimeSpan time)
    {
        await Harness.PassAsync(time);
        Now += time;
    }

    public ValueTask DisposeAsync() => Harness.DisposeAsync();
}
