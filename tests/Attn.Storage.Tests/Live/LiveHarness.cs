using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Storage.Tests.Live;

/// <summary>
/// A live store of the test's own, empty at the start, with what the contract tests need from every implementation.
/// </summary>
public abstract class LiveHarness : IAsyncDisposable
{
    public abstract ILiveStore Live { get; }

    public abstract ISessionFeed Feed { get; }

    public abstract ILoginStore Logins { get; }

    public abstract LoginEnds LoginEnds { get; }

    /// <summary>Saves a LoginSession with a photo of its own, as version 0.1 did.</summary>
    public abstract Task SaveAsVersion01Async(LoginSession login, byte[] photo, DateTimeOffset now);

    public abstract IFaceCheckOutbox Outbox { get; }

    public abstract ITicketStore Tickets { get; }

    public abstract ISelfieStore Selfies { get; }

    public abstract ILivePeople People { get; }

    /// <summary>
    /// Advances the store's clock without waiting. A store whose clock cannot be set moves due times, leases and
    /// expiries back instead. Afterwards everything expired is deleted.
    /// </summary>
    public abstract Task AdvanceAsync(TimeSpan time);

    /// <summary>
    /// Lists everything that the store holds, one line each, in a fixed order, including indexes, leases and claims (in
    /// Redis: its keys and the members of its sorted sets). Lines of pictures contain "picture".
    /// </summary>
    public abstract Task<IReadOnlyList<string>> ListContentsAsync();

    /// <summary>Reads all bytes at rest, as a thief of the disk or of a dump would.</summary>
    public abstract Task<byte[]> ReadBytesAtRestAsync();

    public abstract ValueTask DisposeAsync();
}
