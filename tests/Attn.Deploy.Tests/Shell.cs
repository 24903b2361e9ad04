using System.ComponentModel;
using System.Diagnostics;

namespace Attn.Deploy.Tests;

/// <param name="Output">What it wrote to its standard output.</param>
/// <param name="Errors">What it wrote to its standard error.</param>
internal sealed record Ended(int ExitCode, string Output, string Errors)
{
    public Ended ExpectSuccess() =>
        ExitCode == 0 ? this : throw new InvalidOperationException($"Ended with {ExitCode}: {Output}{Errors}");
}

/// <summary>Runs a command to its end.</summary>
internal static class Shell
{
    public static Task<Ended> RunAsync(
        string script,
        string folder,
        IReadOnlyDictionary<string, string>? environment = null
    ) => RunAsync(["sh", "-euc", script], folder, environment);

    public static async Task<Ended> RunAsync(
        IReadOnlyList<string> command,
        string folder,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
            start.Environment[variable] = value;
        using var process = Start(start);
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var errors = process.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return new(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"These tests need {start.FileName}: ./test installs it.", missing);
        }
    }
}
