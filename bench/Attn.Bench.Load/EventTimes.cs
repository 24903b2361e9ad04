using System.Diagnostics;

namespace Attn.Bench.Load;

/// <summary>When each student's check-in was sent, and when its event arrived. Thread-safe.</summary>
internal sealed class EventTimes
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    // An event that is sent twice arrives twice within this time.
    private static readonly TimeSpan DuplicateWindow = TimeSpan.FromMilliseconds(200);
    private readonly Dictionary<string, int> _indexes;
    private readonly long[] _sentAt;
    private readonly long[] _arrivedAt;
    private readonly int[] _arrivals;
    private int _missing;

    public EventTimes(IEnumerable<string> students)
    {
        _indexes = students
            .Select((student, index) => (student, index))
            .ToDictionary(pair => pair.student, pair => pair.index, StringComparer.Ordinal);
        _sentAt = new long[_indexes.Count];
        _arrivedAt = new long[_indexes.Count];
        _arrivals = new int[_indexes.Count];
        _missing = _indexes.Count;
    }

    /// <param name="index">Of the student, in the order given to the constructor.</param>
    public void MarkSent(int index) => _sentAt[index] = Stopwatch.GetTimestamp();

    /// <summary>Only the first event of a student counts for the time; students that nobody sent are ignored.</summary>
    public void MarkArrived(string student)
    {
        var now = Stopwatch.GetTimestamp();
        if (!_indexes.TryGetValue(student, out var index) || Interlocked.Increment(ref _arrivals[index]) > 1)
            return;
        _arrivedAt[index] = now;
        Interlocked.Decrement(ref _missing);
    }

    /// <summary>Waits until every event has arrived or the time is up, and a little longer for duplicates.</summary>
    public async Task WaitForAllAsync(TimeSpan timeout)
    {
        var startedAt = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _missing) > 0 && Stopwatch.GetElapsedTime(startedAt) < timeout)
            await Task.Delay(PollInterval);
        await Task.Delay(DuplicateWindow);
    }

    /// <summary>
    /// In milliseconds, of the events that arrived: the smallest time within which at least <paramref name="share"/> of
    /// them arrived.
    /// </summary>
    public double Percentile(double share)
    {
        long[] times =
        [
            .. Enumerable
                .Range(0, _sentAt.Length)
                .Where(index => _arrivals[index] > 0)
                .Select(index => _arrivedAt[index] - _sentAt[index])
                .Order(),
        ];
        return Percentiles.OfSorted(times, share);
    }

    /// <returns><c>null</c> if every event arrived exactly once.</returns>
    public string? FindProblem()
    {
        var lost = _arrivals.Count(arrivals => arrivals == 0);
        var duplicated = _arrivals.Count(arrivals => arrivals > 1);
        return lost + duplicated == 0
            ? null
            : $"Of {_arrivals.Length} events {lost} were lost and {duplicated} came more than once.";
    }
}
