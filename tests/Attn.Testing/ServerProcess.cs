using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Attn.Testing;

/// <summary>One real server that a test started: its own process, never found by name, ended by its own id only.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const int KeptOutput = 16 * 1024;
    private readonly Process _process;
    private readonly StringBuilder _output = new();

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

    /// <summary>What the server said last.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static ServerProcess Start(IEnumerable<string> command) => new(StartInfo(command));

    /// <summary>Runs a program to its end.</summary>
    public static async Task RunAsync(IEnumerable<string> command)
    {
        using var program = Start(command);
        await program._process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        if (program._process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', program._process.StartInfo.ArgumentList)} failed: {program.Output}");
    }

    /// <param name="name">A signal's name without SIG: <c>TERM</c>, <c>KILL</c>, <c>STOP</c> …</param>
    public async Task SignalAsync(string name)
    {
        if (_process.HasExited)
            return;
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task EndAsync(string signal)
    {
        await SignalAsync(signal);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= EndWithTheTests;
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(IEnumerable<string> command)
    {
        var words = command.ToList();
        return new ProcessStartInfo(words[0], words.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
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
            _output.AppendLine(line);
            if (_output.Length > KeptOutput)
                _output.Remove(0, _output.Length - KeptOutput);
        }
    }
}
