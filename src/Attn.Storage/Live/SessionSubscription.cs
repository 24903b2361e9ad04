using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Attn.Storage.Live;

/// <summary>
/// One subscriber's queue of changes. It is bounded: a subscriber that does not keep up is dropped, so that it costs
/// neither memory nor anybody's time.
/// </summary>
public sealed class SessionSubscription : IAsyncDisposable
{
    /// <summary>The maximum number of waiting changes: about a second of a full lecture hall.</summary>
    internal const int MaxWaiting = 1024;

    private readonly Channel<LiveChange> _changes = Channel.CreateBounded<LiveChange>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );

    // Never disposed: Deliver may run at any moment on another thread, and without a timer there is nothing to release.
    private readonly CancellationTokenSource _dropped = new();
    private readonly string? _studentNumber;
    private readonly Func<SessionSubscription, ValueTask> _leave;

    internal SessionSubscription(string? studentNumber, Func<SessionSubscription, ValueTask> leave)
    {
        _studentNumber = studentNumber;
        _leave = leave;
        Dropped = _dropped.Token;
    }

    /// <summary>Cancelled when this subscriber did not keep up; nothing more is delivered then.</summary>
    public CancellationToken Dropped { get; }

    /// <summary>Waits for a change. <c>false</c>: this subscriber was dropped.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) =>
        _changes.Reader.WaitToReadAsync(cancellationToken);

    public bool TryRead([NotNullWhen(true)] out LiveChange? change) => _changes.Reader.TryRead(out change);

    /// <summary>Tells this subscriber that names or the class list have changed. Never waits.</summary>
    public void AnnounceRoster() => Deliver(LiveChange.Roster.Instance);

    /// <summary>Tells this subscriber that anything may have changed. Never waits.</summary>
    public void AnnounceMissed() => Deliver(LiveChange.Missed.Instance);

    public async ValueTask DisposeAsync()
    {
        await _leave(this);
        _changes.Writer.TryComplete();
    }

    /// <summary>Never waits: it is called where changes arrive.</summary>
    internal void Deliver(LiveChange change)
    {
        if (
            change is LiveChange.Record { Written: var record }
            && _studentNumber is not null
            && record.StudentNumber != _studentNumber
        )
            return;
        if (!_changes.Writer.TryWrite(change) && _changes.Writer.TryComplete())
            _ = _dropped.CancelAsync();
    }
}
