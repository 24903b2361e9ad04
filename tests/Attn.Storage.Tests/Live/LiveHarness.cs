using Attn.Storage.Live;

namespace Attn.Storage.Tests.Live;

/// <summary>A live store of the test's own, empty at the start: what the contract tests need of every implementation.</summary>
public abstract class LiveHarness : IAsyncDisposable
{
    public abstract ILiveStore Live { get; }

    public abstract ISessionFeed Feed { get; }

    public abstract ILoginStore Logins { get; }

    public abstract IFaceCheckOutbox Outbox { get; }

    public abstract ITicketStore Tickets { get; }

    public abstract ILivePeople People { get; }

    /// <summary>
    /// Lets time pass by the store's clock, without waiting. A store whose clock cannot be set moves everything it has due, leased or expiring
    /// the other way. Afterwards everything that has expired is gone from the store.
    /// </summary>
    public abstract Task AdvanceAsync(TimeSpan time);

    /// <summary>Everything that the store holds, one line each, in a fixed order, indexes, leases and claims included (in Redis: its keys and the members of its sorted sets). Pictures say so.</summary>
    public abstract Task<IReadOnlyList<string>> ListContentsAsync();

    /// <summary>All bytes at rest: what a thief of the disk or of a dump would read.</summary>
    public abstract Task<byte[]> ReadBytesAtRestAsync();

    public abstract ValueTask DisposeAsync();
}
