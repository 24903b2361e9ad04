using System.Diagnostics;

namespace Attn.Testing.Program;

/// <summary>
/// What an admin command printed. Output and errors are separate, because the output of an export is JSON.
/// </summary>
public sealed record AdminAnswer(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>The answer, if it has this exit code; otherwise the test fails and shows the output.</summary>
    public AdminAnswer Expect(int exitCode) =>
        ExitCode == exitCode
            ? this
            : throw new InvalidOperationException($"Expected exit code {exitCode}, got {ExitCode}: {Output}{Errors}");

    internal static async Task<AdminAnswer> OfAsync(
        IReadOnlyList<string> command,
        IReadOnlyDictionary<string, string> environment,
        string typed
    )
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.StandardInput.WriteAsync(typed);
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(Longest);
            return new(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
