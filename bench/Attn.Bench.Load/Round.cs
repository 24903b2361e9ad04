using System.Diagnostics;

namespace Attn.Bench.Load;

/// <summary>One measured piece of load.</summary>
/// <param name="Requests">How many were answered as expected.</param>
/// <param name="OwnTime">Processor time that the generator itself spent.</param>
/// <param name="Latencies">Of the requests that were answered as expected, ascending, in ticks of <see cref="Stopwatch"/>.</param>
internal sealed record Round(
    int Requests,
    int Failures,
    string? FirstFailure,
    TimeSpan Elapsed,
    TimeSpan OwnTime,
    long[] Latencies
)
{
    public double PerSecond => Requests / Elapsed.TotalSeconds;

    public double OwnMicroseconds => OwnTime.TotalMicroseconds / Math.Max(1, Requests);

    /// <summary>In milliseconds: the smallest latency that at least <paramref name="share"/> of the requests kept to.</summary>
    public double Percentile(double share)
    {
        if (Latencies.Length == 0)
            return double.NaN;
        var rank = (int)Math.Ceiling(share * Latencies.Length);
        return Latencies[Math.Clamp(rank, 1, Latencies.Length) - 1] * 1000.0 / Stopwatch.Frequency;
    }
}

/// <summary>Least, median and greatest of a few rounds.</summary>
internal sealed record Spread(double Least, double Median, double Greatest)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
            return new(double.NaN, double.NaN, double.NaN);
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new(sorted[0], median, sorted[^1]);
    }
}
