using System.Diagnostics;

namespace Attn.Bench.Load;

/// <summary>Percentiles by the nearest-rank method.</summary>
internal static class Percentiles
{
    /// <param name="ticks">Ascending, in ticks of <see cref="Stopwatch"/>.</param>
    /// <param name="share">From 0 to 1.</param>
    /// <returns>
    /// In milliseconds: the smallest value that at least <paramref name="share"/> of the values do not exceed;
    /// <see cref="double.NaN"/> if there is none.
    /// </returns>
    public static double OfSorted(IReadOnlyList<long> ticks, double share)
    {
        if (ticks.Count == 0)
            return double.NaN;
        var rank = Math.Clamp((int)Math.Ceiling(share * ticks.Count), 1, ticks.Count);
        return ticks[rank - 1] * 1000.0 / Stopwatch.Frequency;
    }
}
