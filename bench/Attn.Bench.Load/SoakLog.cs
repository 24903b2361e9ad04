using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Attn.Bench.Load;

/// <summary>The course of a soak: one line for each window, printed as CSV when the window ends.</summary>
internal sealed class SoakLog
{
    private const int MaxProblemsShown = 5;
    private readonly List<SoakLine> _lines = [];
    private readonly List<Round> _window = [];
    private readonly List<string> _problems = [];
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private readonly int? _serverPid;
    private long _windowStartedAt = Stopwatch.GetTimestamp();
    private int _failures;

    /// <param name="serverPid"><c>null</c>: memory is not watched.</param>
    public SoakLog(int? serverPid)
    {
        _serverPid = serverPid;
        Console.WriteLine("minute,check-ins/s,p50 ms,p99 ms,resident MB,failures");
    }

    public TimeSpan WindowAge => Stopwatch.GetElapsedTime(_windowStartedAt);

    public bool IsClean => _problems.Count == 0;

    public void AddCheckIns(Round round)
    {
        _window.Add(round);
        AddOther(round);
    }

    /// <summary>Requests beside the check-ins: only their failures count.</summary>
    public void AddOther(Round round)
    {
        _failures += round.Failures;
        AddProblem(round.FirstFailure);
    }

    /// <param name="problem"><c>null</c>: there is none.</param>
    public void AddProblem(string? problem)
    {
        if (problem is not null)
            _problems.Add(problem);
    }

    /// <summary>Ends the window, prints its line and starts the next one. A window without check-ins goes on.</summary>
    public void CloseWindow()
    {
        long[] latencies = [.. _window.SelectMany(round => round.Latencies).Order()];
        if (latencies.Length == 0)
            return;
        var all = new Round(latencies.Length, 0, null, WindowAge, TimeSpan.Zero, latencies);
        var line = new SoakLine(
            Stopwatch.GetElapsedTime(_startedAt).TotalMinutes,
            all.PerSecond,
            all.Percentile(0.5),
            all.Percentile(0.99),
            ReadResidentMb(),
            _failures
        );
        _lines.Add(line);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{line.Minute:0.00},{line.PerSecond:0},{line.P50:0.0},{line.P99:0.0},"
                    + $"{line.ResidentMb:0},{line.Failures}"
            )
        );
        _window.Clear();
        _failures = 0;
        _windowStartedAt = Stopwatch.GetTimestamp();
    }

    public string Summary()
    {
        var text = new StringBuilder();
        foreach (var problem in _problems.Take(MaxProblemsShown))
            text.AppendLine(problem);
        text.AppendLine(Thirds.Compare(_lines));
        return text.ToString();
    }

    private double? ReadResidentMb()
    {
        if (_serverPid is not { } pid)
            return null;
        var resident = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/status"))
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        var kilobytes = resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024;
    }
}
