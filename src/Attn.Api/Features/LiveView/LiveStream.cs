using Attn.Api.Features.Roster;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;

namespace Attn.Api.Features.LiveView;

/// <summary>
/// One reader's stream, from the first event to the last. The version of what was sent last is known at every moment: a change that is not newer
/// was sent already, and wherever a change may have been missed, what is newer is read from the store.
/// </summary>
internal sealed class LiveStream(
    SessionView view,
    Guid loginId,
    SessionSubscription changes,
    EventWriter events,
    ILiveStore live,
    ILoginStore logins,
    TimeSpan heartbeat,
    TimeProvider time
)
{
    /// <summary>After an end by the clock: for changes that were made in its last moment and are still under way.</summary>
    private static readonly TimeSpan AfterEnd = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan StoreRetryDelay = TimeSpan.FromSeconds(1);

    private ClassSession? _session;
    private long _version;
    private DateTimeOffset _nextCheck;
    private bool _isOver;
    private Task<bool>? _waiting;

    /// <param name="roster">As read after the subscription had begun.</param>
    /// <param name="lastEventId">What the reader has seen already; <c>null</c>: nothing.</param>
    /// <param name="cancellationToken">The reader is gone, or the program ends.</param>
    public async Task RunAsync(ClassRoster roster, long? lastEventId, CancellationToken cancellationToken)
    {
        _nextCheck = time.GetUtcNowMilliseconds() + heartbeat;
        Begin(roster, lastEventId);
        await events.FlushAsync(cancellationToken);
        while (!_isOver)
        {
            var now = time.GetUtcNowMilliseconds();
            if (now >= _session!.EndTime + AfterEnd)
                await EndAsync(cancellationToken);
            else if (now >= _nextCheck)
                await CheckAsync(cancellationToken);
            else if (await IsToldWithinAsync(Earlier(_nextCheck, _session.EndTime + AfterEnd) - now, cancellationToken))
                SendWhatCame();
            await events.FlushAsync(cancellationToken);
        }
    }

    private void Begin(ClassRoster roster, long? lastEventId)
    {
        if (roster.Session.HasEnded(time.GetUtcNowMilliseconds()))
        {
            SendSnapshot(roster);
            SendSession(roster.Session);
            _isOver = true;
        }
        else if (lastEventId is { } last && last <= roster.Session.Version)
        {
            _version = last;
            SendWhatIsNewer(roster);
        }
        else
        {
            SendSnapshot(roster);
        }
    }

    private void SendWhatCame()
    {
        while (!_isOver && changes.TryRead(out var change))
        {
            switch (change)
            {
                case LiveChange.Record { Written: var record } when record.Version > _version:
                    SendRecord(record);
                    break;
                case LiveChange.Session { Written: var session } when session.Version > _version:
                    SendSession(session);
                    _isOver = session.HasEnded(time.GetUtcNowMilliseconds());
                    break;
                case LiveChange.Missed:
                    _nextCheck = time.GetUtcNowMilliseconds();
                    break;
            }
        }
    }

    /// <summary>The heartbeat: the reader must still be signed in, and nothing may have been missed.</summary>
    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await logins.FindAsync(loginId, time.GetUtcNowMilliseconds(), cancellationToken) is null)
            {
                _isOver = true;
                return;
            }

            if (
                await live.FindSessionAsync(view.Id, cancellationToken) is not { } session
                || session.Version != _version
            )
                await CatchUpAsync(cancellationToken);
            _nextCheck = time.GetUtcNowMilliseconds() + heartbeat;
        }
        catch (StoreUnavailableException)
        {
            _nextCheck = time.GetUtcNowMilliseconds() + StoreRetryDelay;
        }

        events.WriteHeartbeat();
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        if (await view.ReadAsync(cancellationToken) is not { } roster)
            _isOver = true;
        else if (roster.Session.HasEnded(time.GetUtcNowMilliseconds()))
            SendEnd(roster);
        else
            SendWhatIsNewer(roster);
    }

    /// <summary>The end by the clock, which nobody publishes.</summary>
    private async Task EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CatchUpAsync(cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // What was sent is all there is to say here; the reader asks again, and is told the rest.
            _isOver = true;
        }
    }

    private void SendEnd(ClassRoster roster)
    {
        // The archive does not tell what was deleted, so newer things than were sent make a new beginning.
        if (roster.Session.Version != _version)
            SendSnapshot(roster);
        SendSession(roster.Session);
        _isOver = true;
    }

    private void SendWhatIsNewer(ClassRoster roster)
    {
        var session = roster.Session;
        if (session.Version < _version)
        {
            // The store has lost what was sent already, as a Redis may after a power cut.
            SendSnapshot(roster);
            return;
        }

        var isAsKnown =
            session.Version == _version
            || session == (_session is null ? null : _session with { Version = session.Version });
        _session = session;
        foreach (
            var record in roster.Records.Where(record => record.Version > _version).OrderBy(record => record.Version)
        )
            SendRecord(record);
        _version = session.Version;
        if (!isAsKnown)
            SendSession(session);
    }

    private void SendSnapshot(ClassRoster roster)
    {
        (_session, _version) = (roster.Session, roster.Session.Version);
        events.WriteEvent("snapshot", _version, view.Snapshot(roster, time.GetUtcNowMilliseconds()));
    }

    private void SendSession(ClassSession session)
    {
        (_session, _version) = (session, session.Version);
        events.WriteEvent("session", _version, view.Session(session, time.GetUtcNowMilliseconds()));
    }

    private void SendRecord(AttendanceRecord record)
    {
        _version = record.Version;
        if (record.State.IsDeleted)
            events.WriteEvent("removed", _version, new RemovedResponse(record.StudentNumber));
        else
            events.WriteEvent("record", _version, RecordResponse.Of(_session!, record, time.GetUtcNowMilliseconds()));
    }

    /// <summary>Waits for a change, but no longer than until something else is to be done.</summary>
    private async Task<bool> IsToldWithinAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        _waiting ??= changes.WaitAsync(cancellationToken).AsTask();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (await Task.WhenAny(_waiting, Task.Delay(wait, time, enough.Token)) != _waiting)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }

        await enough.CancelAsync();
        var isTold = await _waiting;
        _waiting = null;
        _isOver = !isTold;
        return isTold;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
