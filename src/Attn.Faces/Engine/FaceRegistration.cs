using System.Runtime.InteropServices;

namespace Attn.Faces.Engine;

/// <summary>
/// Lays one face on another. The landmarks of two copies differ by a pixel or two, and a photographed screen is a
/// trapezium, so the plane projection (8 parameters) under which both correlate most is searched by Gauss–Newton steps
/// from where the landmarks put them (Lucas and Kanade 1981).
/// </summary>
internal sealed class FaceRegistration(FaceDetail moved, FaceDetail still)
{
    private const int Side = FaceDetail.Side;
    private const double Half = Side / 2.0;
    private const int Parameters = 8;
    private const int MaxRounds = 10;

    /// <summary>Below this after the first rounds they show different things.</summary>
    private const double Hopeless = 0.2;
    private const int FirstRounds = 3;

    /// <summary>At least this share of the face must lie within both.</summary>
    private const double MinShared = 0.7;

    /// <summary>Keeps a step finite where the face has no detail.</summary>
    private const double Damping = 1.001;

    // The face without hair and background.
    private static readonly (int X, int Y)[] Face =
    [
        .. from y in Enumerable.Range(0, Side)
        from x in Enumerable.Range(0, Side)
        let across = (((x + 0.5) / Side) - 0.5) / 0.42
        let down = (((y + 0.5) / Side) - 0.52) / 0.44
        where (across * across) + (down * down) < 1
        select (x, y),
    ];

    // The identity is all zeros; coordinates from −1 to 1.
    private readonly double[] _projection = new double[Parameters];
    private readonly Sample[] _samples = new Sample[Face.Length];
    private int _count;

    /// <returns>The highest correlation on the way, −1 to 1.</returns>
    public double FindCorrelation()
    {
        double best = -1;
        for (var round = 0; round <= MaxRounds; round++)
        {
            TakeSamples();
            if (_count < MinShared * Face.Length)
                break;
            var statistics = Statistics.Of(_samples.AsSpan(0, _count));
            // A face without any detail has no correlation.
            if (!double.IsFinite(statistics.Correlation))
                break;
            best = Math.Max(best, statistics.Correlation);
            if (round == MaxRounds || (round >= FirstRounds && statistics.Correlation < Hopeless))
                break;
            MakeStep(statistics);
        }
        return best;
    }

    private void TakeSamples()
    {
        _count = 0;
        var p = _projection;
        foreach (var (column, row) in Face)
        {
            var (x, y) = ((column + 0.5 - Half) / Half, (row + 0.5 - Half) / Half);
            var depth = 1 + (p[6] * x) + (p[7] * y);
            var toX = ((((1 + p[2]) * x) + (p[4] * y) + p[0]) / depth * Half) + Half - 0.5;
            var toY = (((p[5] * x) + ((1 + p[3]) * y) + p[1]) / depth * Half) + Half - 0.5;
            var (left, top) = (Math.Floor(toX), Math.Floor(toY));
            if (left >= 0 && top >= 0 && left < Side - 1 && top < Side - 1)
                _samples[_count++] = Between((int)left, (int)top, toX - left, toY - top) with
                {
                    X = x,
                    Y = y,
                    Still = still.Values[(row * Side) + column],
                };
        }
    }

    // Bilinear, with the slopes in coordinates from −1 to 1.
    private Sample Between(int left, int top, double right, double down)
    {
        var at = (top * Side) + left;
        double a = moved.Values[at],
            b = moved.Values[at + 1],
            c = moved.Values[at + Side],
            d = moved.Values[at + Side + 1];
        return new()
        {
            Moved = ((a + ((b - a) * right)) * (1 - down)) + ((c + ((d - c) * right)) * down),
            SlopeX = (((b - a) * (1 - down)) + ((d - c) * down)) * Half,
            SlopeY = (((c - a) * (1 - right)) + ((d - b) * right)) * Half,
        };
    }

    private void MakeStep(Statistics statistics)
    {
        var equations = new double[Parameters, Parameters + 1];
        Span<double> slopes = stackalloc double[Parameters];
        foreach (ref readonly var sample in _samples.AsSpan(0, _count))
        {
            var (x, y) = (sample.X, sample.Y);
            var outward = (sample.SlopeX * x) + (sample.SlopeY * y);
            slopes[0] = sample.SlopeX;
            slopes[1] = sample.SlopeY;
            slopes[2] = sample.SlopeX * x;
            slopes[3] = sample.SlopeY * y;
            slopes[4] = sample.SlopeX * y;
            slopes[5] = sample.SlopeY * x;
            slopes[6] = -outward * x;
            slopes[7] = -outward * y;
            var missing = statistics.Missing(sample);
            for (var i = 0; i < Parameters; i++)
            {
                for (var j = 0; j <= i; j++)
                    equations[i, j] += slopes[i] * slopes[j];
                equations[i, Parameters] += slopes[i] * missing;
            }
        }
        Solve(equations);
        for (var i = 0; i < Parameters; i++)
            _projection[i] += equations[i, Parameters];
    }

    // Gauss–Jordan; the matrix is symmetric, only its lower half is given, and the solution replaces the last column.
    private static void Solve(double[,] equations)
    {
        for (var i = 0; i < Parameters; i++)
        {
            equations[i, i] *= Damping;
            for (var j = i + 1; j < Parameters; j++)
                equations[i, j] = equations[j, i];
        }
        for (var pivot = 0; pivot < Parameters; pivot++)
        {
            for (var row = 0; row < Parameters; row++)
            {
                if (row == pivot)
                    continue;
                var factor = equations[row, pivot] / equations[pivot, pivot];
                for (var column = pivot; column <= Parameters; column++)
                    equations[row, column] -= factor * equations[pivot, column];
            }
        }
        for (var i = 0; i < Parameters; i++)
            equations[i, Parameters] /= equations[i, i];
    }

    /// <summary>One pixel of the face that stays, and where the other one has it now.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Sample(double X, double Y, double Still, double Moved, double SlopeX, double SlopeY);

    /// <summary>Means and deviations, which brightness and contrast change.</summary>
    private sealed record Statistics(double MeanStill, double MeanMoved, double Gain, double Correlation)
    {
        public static Statistics Of(ReadOnlySpan<Sample> samples)
        {
            double still = 0,
                moved = 0;
            foreach (ref readonly var sample in samples)
                (still, moved) = (still + sample.Still, moved + sample.Moved);
            (still, moved) = (still / samples.Length, moved / samples.Length);

            double ofStill = 0,
                ofMoved = 0,
                ofBoth = 0;
            foreach (ref readonly var sample in samples)
            {
                var (a, b) = (sample.Still - still, sample.Moved - moved);
                (ofStill, ofMoved, ofBoth) = (ofStill + (a * a), ofMoved + (b * b), ofBoth + (a * b));
            }
            return new(still, moved, Math.Sqrt(ofMoved / ofStill), ofBoth / Math.Sqrt(ofStill * ofMoved));
        }

        /// <summary>What the moved face lacks here.</summary>
        public double Missing(in Sample sample) => (Gain * (sample.Still - MeanStill)) - (sample.Moved - MeanMoved);
    }
}
