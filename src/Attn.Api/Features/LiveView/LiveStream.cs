using Attn.Api.Features.Roster;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;

namespace Attn.Api.Features.LiveView;

/// <summary>
/// One reader's stream, from the first event to the last. It keeps the version of what it sent last: a change that is
/// not newer was sent before, and where a change may have been missed, everything newer is read from the store.
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
    /// <summary>
    /// How long after the end by the clock the stream goes on, for changes that were made just before and still arrive.
    /// </summary>
    private static readonly TimeSpan EndDelay = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan StoreRetryDelay = TimeSpan.FromSeconds(1);

    private ClassSession? _session;
    private long _version;
    private DateTimeOffset _nextCheck;
    private bool _hasEnded;
    private Task<bool>? _nextChange;

    /// <param name="roster">Read after the subscription started.</param>
    /// <param name="lastEventId">The version that the reader has seen; <c>null</c>: none.</param>
    /// <param name="cancellationToken">The reader disconnects, or the program stops.</param>
    public async Task RunAsync(ClassRoster roster, long? lastEventId, CancellationToken cancellationToken)
    {
        _nextCheck = time.GetUtcNowMilliseconds() + heartbeat;
        SendFirst(roster, lastEventId);
        await events.FlushAsync(cancellationToken);
        while (!_hasEnded)
        {
            var now = time.GetUtcNowMilliseconds();
            if (now >= _session!.EndTime + EndDelay)
                await EndAsync(cancellationToken);
            else if (now >= _nextCheck)
                await CheckAsync(cancellationToken);
            else if (
                await WaitForChangeAsync(Earlier(_nextCheck, _session.EndTime + EndDelay) - now, cancellationToken)
            )
                SendReceived();
            await events.FlushAsync(cancellationToken);
        }
    }

    private void SendFirst(ClassRoster roster, long? lastEventId)
    {
        if (roster.Session.HasEnded(time.GetUtcNowMilliseconds()))
        {
            SendSnapshot(roster);
            SendSession(roster.Session);
            _hasEnded = true;
        }
        else if (lastEventId is { } last && last <= roster.Session.Version)
        {
            _version = last;
            SendNewer(roster);
        }
        else
        {
            SendSnapshot(roster);
        }
    }

    private void SendReceived()
    {
        while (!_hasEnded && changes.TryRead(out var change))
            _hasEnded = change.Match(SendIfNewer, SendIfNewer, ScheduleCheck);
    }

    private bool SendIfNewer(LiveChange.Record change)
    {
        if (change.Written.Version > _version)
            SendRecord(change.Written);
        return false;
    }

    private bool SendIfNewer(LiveChange.Session change)
    {
        if (change.Written.Version <= _version)
            return false;
        SendSession(change.Written);
        return change.Written.HasEnded(time.GetUtcNowMilliseconds());
    }

    private bool ScheduleCheck(LiveChange.Missed change)
    {
        _nextCheck = time.GetUtcNowMilliseconds();
        return false;
    }

    /// <summary>
    /// The heartbeat: ends the stream of a reader who has signed out, and catches up on missed changes.
    /// </summary>
    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await logins.FindAsync(loginId, time.GetUtcNowMilliseconds(), cancellationToken) is null)
            {
                _hasEnded = true;
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
            _hasEnded = true;
        else if (roster.Session.HasEnded(time.GetUtcNowMilliseconds()))
            SendEnd(roster);
        else
            SendNewer(roster);
    }

    /// <summary>Ends the stream at the end by the clock, which no change announces.</summary>
    private async Task EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CatchUpAsync(cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // The rest cannot be read now; the reader reconnects and gets it then.
            _hasEnded = true;
        }
    }

    private void SendEnd(ClassRoster roster)
    {
        // The archive does not list deleted records, so a snapshot brings the reader up to date.
        if (roster.Session.Version != _version)
            SendSnapshot(roster);
        SendSession(roster.Session);
        _hasEnded = true;
    }

    private void SendNewer(ClassRoster roster)
    {
        var session = roster.Session;
        if (session.Version < _version)
        {
            // The store has lost what was already sent, as a Redis may after a power cut.
            SendSnapshot(roster);
            return;
        }

        var isUnchanged =
            session.Version == _version
            || session == (_session is null ? null : _session with { Version = session.Version });
        _session = session;
        foreach (
            var record in roster.Records.Where(record => record.Version > _version).OrderBy(record => record.Version)
        )
            SendRecord(record);
        _version = session.Version;
        if (!isUnchanged)
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
            events.WriteEvent("record", _version, view.Record(_session!, record, time.GetUtcNowMilliseconds()));
    }

    /// <returns><c>false</c>: no change came in this time, or the feed has ended and the stream with it.</returns>
    private async Task<bool> WaitForChangeAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        _nextChange ??= changes.WaitAsync(cancellationToken).AsTask();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (await Task.WhenAny(_nextChange, Task.Delay(wait, time, linked.Token)) != _nextChange)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }

        await linked.CancelAsync();
        var hasChange = await _nextChange;
        _nextChange = null;
        _hasEnded = !hasChange;
        return hasChange;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
