using System.Diagnostics;

namespace Attn.Bench.Load;

/// <summary>When each student's check-in was sent, and when its event arrived. Thread-safe.</summary>
internal sealed class EventTimes
{
    private readonly Dictionary<string, int> _places;
    private readonly long[] _sent;
    private readonly long[] _arrived;
    private readonly int[] _arrivals;
    private int _missing;

    public EventTimes(IEnumerable<string> students)
    {
        _places = students
            .Select((student, place) => (student, place))
            .ToDictionary(pair => pair.student, pair => pair.place, StringComparer.Ordinal);
        _sent = new long[_places.Count];
        _arrived = new long[_places.Count];
        _arrivals = new int[_places.Count];
        _missing = _places.Count;
    }

    public void Sent(int place) => _sent[place] = Stopwatch.GetTimestamp();

    public void Arrived(string student)
    {
        var now = Stopwatch.GetTimestamp();
        if (!_places.TryGetValue(student, out var place) || Interlocked.Increment(ref _arrivals[place]) > 1)
            return;
        _arrived[place] = now;
        Interlocked.Decrement(ref _missing);
    }

    /// <summary>Waits until every event is there, but not for ever: what is missing then is lost.</summary>
    public async Task AllArrivedAsync(TimeSpan atMost)
    {
        var begin = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _missing) > 0 && Stopwatch.GetElapsedTime(begin) < atMost)
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        // One that comes twice would come about now.
        await Task.Delay(TimeSpan.FromMilliseconds(200));
    }

    /// <summary>In milliseconds, of the events that arrived: the smallest time that at least <paramref name="share"/> of them kept to.</summary>
    public double Percentile(double share)
    {
        long[] times =
        [
            .. Enumerable
                .Range(0, _sent.Length)
                .Where(place => _arrivals[place] > 0)
                .Select(place => _arrived[place] - _sent[place])
                .Order(),
        ];
        return times.Length == 0
            ? double.NaN
            : times[Math.Clamp((int)Math.Ceiling(share * times.Length), 1, times.Length) - 1]
                * 1000.0
                / Stopwatch.Frequency;
    }

    /// <returns><c>null</c> if every event arrived exactly once.</returns>
    public string? FindProblem()
    {
        var lost = _arrivals.Count(arrivals => arrivals == 0);
        var doubled = _arrivals.Count(arrivals => arrivals > 1);
        return lost + doubled == 0
            ? null
            : $"Of {_arrivals.Length} events {lost} were lost and {doubled} came more than once.";
    }
}
