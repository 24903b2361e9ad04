using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Attn.Testing;

/// <summary>
/// A real server that a test started, stopped by its own process id only.
/// </summary>
internal sealed class ServerProcess : IDisposable
{
    private const int KeptOutput = 16 * 1024;
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly List<string> _lines = [];

    private ServerProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += EndWithTheTests;
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Whether it is paused by SIGSTOP.</summary>
    public bool IsPaused
    {
        get
        {
            try
            {
                // The state follows the name, which is in brackets and may contain any character.
                var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/stat"));
                return status[status.LastIndexOf(')')..].StartsWith(") T", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    /// <summary>The last output of the server.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>All output of the server, standard output and errors, line by line.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_output)
                return [.. _lines];
        }
    }

    /// <summary>Resident memory (VmRSS), in bytes.</summary>
    public long ResidentBytes => StatusBytes("VmRSS:");

    /// <summary>The most resident memory that the process ever had (VmHWM), in bytes.</summary>
    public long PeakBytes => StatusBytes("VmHWM:");

    /// <param name="environment">Environment variables besides those of the tests.</param>
    public static ServerProcess Start(
        IEnumerable<string> command,
        IReadOnlyDictionary<string, string>? environment = null
    ) => new(StartInfo(command, environment));

    /// <summary>Waits until the server has printed a text; otherwise fails and shows its output.</summary>
    public async Task<string> WaitForAsync(string text, TimeSpan atMost)
    {
        using var enough = new CancellationTokenSource(atMost);
        while (true)
        {
            var output = Output;
            var at = output.IndexOf(text, StringComparison.Ordinal);
            if (at >= 0 && output.IndexOf('\n', at) is > 0 and var end)
                return output[at..end].Trim();
            if (_process.HasExited || enough.IsCancellationRequested)
                throw new InvalidOperationException($"The server did not say \"{text}\". It said: {output}");
            await Task.Delay(20);
        }
    }

    /// <summary>Runs a program until it exits.</summary>
    public static async Task RunAsync(IEnumerable<string> command)
    {
        using var program = Start(command);
        await program._process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(5));
        if (program._process.ExitCode != 0)
            throw new InvalidOperationException(
                $"{string.Join(' ', program._process.StartInfo.ArgumentList)} failed: {program.Output}"
            );
    }

    /// <param name="name">A signal's name without SIG: <c>TERM</c>, <c>KILL</c>, <c>STOP</c> …</param>
    public async Task SignalAsync(string name)
    {
        if (_process.HasExited)
            return;
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>
    /// Bounds the size of the files that it writes, as a full disk would: a longer write fails. <c>null</c>: no bound.
    /// </summary>
    public Task LimitFilesAsync(long? bytes) =>
        RunAsync([
            "prlimit",
            "--pid",
            _process.Id.ToString(CultureInfo.InvariantCulture),
            $"--fsize={bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited"}:",
        ]);

    public async Task EndAsync(string signal)
    {
        await SignalAsync(signal);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
    }

    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExitAsync(TimeSpan atMost)
    {
        await _process.WaitForExitAsync().WaitAsync(atMost);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= EndWithTheTests;
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(
        IEnumerable<string> command,
        IReadOnlyDictionary<string, string>? environment
    )
    {
        var words = command.ToList();
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
            start.Environment[variable] = value;
        return start;
    }

    private long StatusBytes(string name)
    {
        var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/status"))
            .First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
            * 1024;
    }

    private void EndWithTheTests(object? sender, EventArgs e)
    {
        if (!_process.HasExited)
            _process.Kill();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_output)
        {
            _lines.Add(line);
            _output.AppendLine(line);
            if (_output.Length > KeptOutput)
                _output.Remove(0, _output.Length - KeptOutput);
        }
    }
}
