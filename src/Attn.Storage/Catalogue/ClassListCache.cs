using System.Collections.Concurrent;
using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Storage.Catalogue;

/// <summary>
/// The class lists beside the class sessions that are watched now, each as of the session's day, so that a roster costs
/// no question to the archive. A notice of <see cref="IRosterNews"/> drops a list at every replica; without one it is
/// read again after <see cref="TimeToLive"/>. While the archive is unavailable, the list that was read last stands.
/// </summary>
public sealed class ClassListCache : IDisposable
{
    /// <summary>How long a list can be wrong at most, where a notice was lost.</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    /// <summary>A large university's classes of one hour; beyond, lists that are out of date go.</summary>
    private const int MaxLists = 1000;

    private readonly ConcurrentDictionary<Guid, Entry> _lists = [];
    private readonly Func<ClassSession, CancellationToken, Task<ExpectedStudents>> _read;
    private readonly Func<ClassSession, string> _keyOf;
    private readonly TimeProvider _clock;
    private readonly IDisposable _watch;

    /// <param name="read">
    /// Reads the class list of a session's course under the best names; without a list, nobody is on it.
    /// </param>
    /// <param name="keyOf">The course of a session, as notices name it.</param>
    internal ClassListCache(
        Func<ClassSession, CancellationToken, Task<ExpectedStudents>> read,
        Func<ClassSession, string> keyOf,
        IRosterNews news,
        TimeProvider clock
    )
    {
        (_read, _keyOf, _clock) = (read, keyOf, clock);
        _watch = news.Watch(Forget);
    }

    /// <summary>The course of a session, as notices name it.</summary>
    public string KeyOf(ClassSession session) => _keyOf(session);

    /// <summary>The class list of a session's course; without one, nobody is on it.</summary>
    /// <exception cref="StoreUnavailableException">
    /// The archive is unavailable, and the list was not read before.
    /// </exception>
    public async Task<ExpectedStudents> FindAsync(ClassSession session, CancellationToken cancellationToken)
    {
        var key = session.Id;
        var now = _clock.GetUtcNow();
        if (_lists.TryGetValue(key, out var known) && known.IsGood(now))
            return await known.Reading.WaitAsync(cancellationToken);

        // Whoever asks at the same time shares one reading, so it ends with nobody's request.
        var entry = new Entry(_keyOf(session), _read(session, CancellationToken.None), now + TimeToLive);
        _lists[key] = entry;
        Sweep(now);
        try
        {
            return entry.Read = await entry.Reading.WaitAsync(cancellationToken);
        }
        catch (StoreUnavailableException) when (known is { Reading.IsCompletedSuccessfully: true })
        {
            _lists.TryUpdate(key, new Entry(known.Course, known.Reading, now + RetryPause), entry);
            return await known.Reading;
        }
    }

    public void Dispose() => _watch.Dispose();

    private void Forget(RosterNotice notice)
    {
        foreach (var entry in _lists.Values.Where(entry => entry.IsConcerned(notice)))
            entry.Expire();
    }

    private void Sweep(DateTimeOffset now)
    {
        if (_lists.Count <= MaxLists)
            return;
        foreach (var (key, entry) in _lists)
        {
            if (!entry.IsGood(now))
                _lists.TryRemove(new(key, entry));
        }
    }

    private sealed class Entry(string course, Task<ExpectedStudents> reading, DateTimeOffset until)
    {
        private volatile bool _isExpired;
        private volatile ExpectedStudents? _read;

        public string Course => course;

        public Task<ExpectedStudents> Reading => reading;

        /// <summary><c>null</c>: nobody has waited for it to the end yet.</summary>
        public ExpectedStudents? Read
        {
            get => _read;
            set => _read = value;
        }

        public bool IsGood(DateTimeOffset now) =>
            !_isExpired && now < until && !reading.IsFaulted && !reading.IsCanceled;

        public void Expire() => _isExpired = true;

        public bool IsConcerned(RosterNotice notice) =>
            notice.Topic switch
            {
                RosterTopic.ClassList => notice.Subject == course,
                // Read before anybody knows who is on it, the list may hold the old name.
                RosterTopic.Name => Read is not { } list
                    || list.Students.Any(student => student.Number == notice.Subject),
                RosterTopic.Everything => true,
            };
    }
}
