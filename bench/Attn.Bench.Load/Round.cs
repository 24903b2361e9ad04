using System.Diagnostics;

namespace Attn.Bench.Load;

/// <summary>One measured piece of load.</summary>
/// <param name="Requests">How many were answered as expected.</param>
/// <param name="GeneratorTime">Processor time that the generator itself spent.</param>
/// <param name="Latencies">
/// Of the requests that were answered as expected, ascending, in ticks of <see cref="Stopwatch"/>.
/// </param>
internal sealed record Round(
    int Requests,
    int Failures,
    string? FirstFailure,
    TimeSpan Elapsed,
    TimeSpan GeneratorTime,
    long[] Latencies
)
{
    public double PerSecond => Requests / Elapsed.TotalSeconds;

    public double GeneratorMicroseconds => GeneratorTime.TotalMicroseconds / Math.Max(1, Requests);

    /// <inheritdoc cref="Percentiles.OfSorted"/>
    public double Percentile(double share) => Percentiles.OfSorted(Latencies, share);
}
