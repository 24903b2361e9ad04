using System.ComponentModel;
using System.Diagnostics;

namespace Attn.Faces.ModelConverter;

/// <summary>Runs <c>npm ci</c>: exactly the packages of the lock file, and none of their scripts.</summary>
internal static class PackageInstall
{
    /// <returns><c>null</c> on success, else the reason for the failure.</returns>
    public static string? Run(string toolFolder)
    {
        var command = new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = toolFolder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var npm = Process.Start(command)!;
            var errors = npm.StandardError.ReadToEndAsync();
            npm.StandardOutput.ReadToEnd();
            npm.WaitForExit();
            return npm.ExitCode == 0 ? null : $"npm ci failed: {errors.GetAwaiter().GetResult().Trim()}";
        }
        catch (Win32Exception)
        {
            return "Node.js (npm) is not installed";
        }
    }
}
