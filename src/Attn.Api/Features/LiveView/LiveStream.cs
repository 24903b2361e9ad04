using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;

namespace Attn.Api.Features.LiveView;

/// <summary>
/// One reader's stream, from the first event to the last. It keeps the version of what it sent last: a change that is
/// not newer was sent before, and where a change may have been missed, everything newer is read from the store. Before
/// anything is sent, after it was read, the LoginSession is looked up: so what is written after a sign-out is never
/// sent.
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
    private bool _looksDifferent;
    private Task<bool>? _nextChange;

    /// <param name="roster">Read after the subscription started.</param>
    /// <param name="lastEventId">The version that the reader has seen; <c>null</c>: none.</param>
    /// <param name="cancellationToken">The reader disconnects, or the program stops.</param>
    public async Task RunAsync(ClassRoster roster, long? lastEventId, CancellationToken cancellationToken)
    {
        await SendFirstAsync(roster, lastEventId, cancellationToken);
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
                await SendReceivedAsync(cancellationToken);
            await events.FlushAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Looks up the LoginSession, and ends the stream if it has ended. Otherwise the next check is a heartbeat away, or
    /// at its end.
    /// </summary>
    /// <param name="due">When what is to be sent was due; <c>null</c>: now.</param>
    /// <returns>Whether the reader may go on.</returns>
    private async Task<bool> IsSignedInAsync(DateTimeOffset? due, CancellationToken cancellationToken)
    {
        var now = due ?? time.GetUtcNowMilliseconds();
        if (await logins.FindAsync(loginId, now, cancellationToken) is { } login)
            _nextCheck = Earlier(now + heartbeat, login.ExpiresAt);
        else
            _hasEnded = true;
        return !_hasEnded;
    }

    private async Task SendFirstAsync(ClassRoster roster, long? lastEventId, CancellationToken cancellationToken)
    {
        if (await IsSignedInAsync(due: null, cancellationToken))
            SendFirst(roster, lastEventId);
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

    private async Task SendReceivedAsync(CancellationToken cancellationToken)
    {
        var received = new List<LiveChange>();
        while (changes.TryRead(out var change))
            received.Add(change);
        IReadOnlyList<LiveChange> shown;
        try
        {
            shown = await view.NameAsync(received, cancellationToken);
            if (!await IsSignedInAsync(due: null, cancellationToken))
                return;
        }
        catch (StoreUnavailableException)
        {
            // The check that follows reads from the store what is not sent now.
            _nextCheck = time.GetUtcNowMilliseconds();
            return;
        }

        foreach (var change in shown)
        {
            if (_hasEnded)
                break;
            _hasEnded = change.Match(SendIfNewer, SendIfNewer, ScheduleCheck, ScheduleSnapshot);
        }
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

    private bool ScheduleSnapshot(LiveChange.Roster change)
    {
        _looksDifferent = true;
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
            var isCurrent =
                await live.FindSessionAsync(view.Id, cancellationToken) is { } session && session.Version == _version;
            if (isCurrent && !_looksDifferent)
                _looksDifferent = !await view.LooksCurrentAsync(cancellationToken);
            if (isCurrent && !_looksDifferent)
                await IsSignedInAsync(due: null, cancellationToken);
            else
                await CatchUpAsync(due: null, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            _nextCheck = time.GetUtcNowMilliseconds() + StoreRetryDelay;
        }

        if (!_hasEnded)
            events.WriteHeartbeat();
    }

    private async Task CatchUpAsync(DateTimeOffset? due, CancellationToken cancellationToken)
    {
        var roster = await view.ReadAsync(cancellationToken);
        _looksDifferent |= view.LooksDifferent;
        if (!await IsSignedInAsync(due, cancellationToken))
            return;
        if (roster is null)
            _hasEnded = true;
        else if (roster.Session.HasEnded(time.GetUtcNowMilliseconds()))
            SendEnd(roster);
        else if (_looksDifferent)
            SendSnapshot(roster);
        else
            SendNewer(roster);
    }

    /// <summary>Ends the stream at the end by the clock, which no change announces.</summary>
    private async Task EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CatchUpAsync(_session!.EndTime + EndDelay, cancellationToken);
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
        if (roster.Session.Version != _version || _looksDifferent)
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
        (_session, _version, _looksDifferent) = (roster.Session, roster.Session.Version, false);
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
            events.WriteEvent("removed", _version, new RemovedResponse(view.NumberOf(record), _version));
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
