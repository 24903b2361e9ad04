using System.Globalization;

namespace Attn.Bench.Load;

/// <summary>Compares the first third of a soak with its last, by the median of their windows.</summary>
internal static class Thirds
{
    public static string Compare(IReadOnlyList<SoakLine> lines)
    {
        var size = lines.Count / 3;
        if (size == 0)
            return "Too short to compare its thirds.";
        var (first, last) = (lines.Take(size).ToList(), lines.TakeLast(size).ToList());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"first third → last third: p99 {Median(first, P99):0.0} → {Median(last, P99):0.0} ms, "
                + $"resident {Median(first, Resident):0} → {Median(last, Resident):0} MB"
        );
    }

    private static double P99(SoakLine line) => line.P99;

    private static double Resident(SoakLine line) => line.ResidentMb ?? double.NaN;

    private static double Median(IEnumerable<SoakLine> lines, Func<SoakLine, double> value) =>
        Spread.Of(lines.Select(value)).Median;
}
