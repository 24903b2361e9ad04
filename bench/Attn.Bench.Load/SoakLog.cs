using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Attn.Bench.Load;

/// <summary>One line of a soak.</summary>
/// <param name="Minute">Since the beginning.</param>
/// <param name="P99">Of the check-ins, in ms.</param>
/// <param name="ResidentMb">Of the server; <c>null</c>: not watched.</param>
internal sealed record SoakLine(
    double Minute,
    double PerSecond,
    double P50,
    double P99,
    double? ResidentMb,
    int Failures
);

/// <summary>How a soak goes: a line for each window, printed as CSV as soon as it is over.</summary>
internal sealed class SoakLog
{
    private readonly List<SoakLine> _lines = [];
    private readonly List<Round> _window = [];
    private readonly List<string> _problems = [];
    private readonly long _begin = Stopwatch.GetTimestamp();
    private readonly int? _serverPid;
    private long _windowBegin = Stopwatch.GetTimestamp();
    private int _failures;

    public SoakLog(int? serverPid)
    {
        _serverPid = serverPid;
        Console.WriteLine("minute,check-ins/s,p50 ms,p99 ms,resident MB,failures");
    }

    public TimeSpan WindowAge => Stopwatch.GetElapsedTime(_windowBegin);

    public bool IsClean => _problems.Count == 0;

    public void Add(Round round, bool isCheckIn)
    {
        _failures += round.Failures;
        Expect(round.FirstFailure);
        if (isCheckIn)
            _window.Add(round);
    }

    public void Expect(string? problem)
    {
        if (problem is not null)
            _problems.Add(problem);
    }

    public void Close()
    {
        long[] latencies = [.. _window.SelectMany(round => round.Latencies).Order()];
        if (latencies.Length == 0)
            return;
        var all = new Round(latencies.Length, 0, null, WindowAge, TimeSpan.Zero, latencies);
        var line = new SoakLine(
            Stopwatch.GetElapsedTime(_begin).TotalMinutes,
            all.PerSecond,
            all.Percentile(0.5),
            all.Percentile(0.99),
            ResidentMb(),
            _failures
        );
        _lines.Add(line);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{line.Minute:0.00},{line.PerSecond:0},{line.P50:0.0},{line.P99:0.0},{line.ResidentMb:0},{line.Failures}"
            )
        );
        _window.Clear();
        _failures = 0;
        _windowBegin = Stopwatch.GetTimestamp();
    }

    public string Summary()
    {
        var text = new StringBuilder();
        foreach (var problem in _problems.Take(5))
            text.AppendLine(problem);
        text.AppendLine(Thirds.Of(_lines));
        return text.ToString();
    }

    private double? ResidentMb()
    {
        if (_serverPid is not { } pid)
            return null;
        var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/status"))
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
            / 1024;
    }
}

/// <summary>The first third of a soak beside its last, by the median of their windows.</summary>
internal static class Thirds
{
    public static string Of(IReadOnlyList<SoakLine> lines)
    {
        var size = lines.Count / 3;
        if (size == 0)
            return "Too short to compare its thirds.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"first third → last third: p99 {Median(lines.Take(size), line => line.P99):0.0} → {Median(lines.TakeLast(size), line => line.P99):0.0} ms, "
                + $"resident {Median(lines.Take(size), line => line.ResidentMb ?? double.NaN):0} → {Median(lines.TakeLast(size), line => line.ResidentMb ?? double.NaN):0} MB"
        );
    }

    private static double Median(IEnumerable<SoakLine> lines, Func<SoakLine, double> value) =>
        Spread.Of(lines.Select(value)).Median;
}
