using System.Text.RegularExpressions;
using Attn.Testing;

namespace Attn.Deploy.Tests;

/// <summary>deploy/.env.example: the settings, and below them those that compose.yaml sets itself.</summary>
internal static class EnvExample
{
    private static readonly Regex SettingLine = new(
        "^#?(?<name>[A-Za-z_]+)=(?<value>.*)$",
        RegexOptions.NonBacktracking
    );
    private static readonly Regex ComposeLine = new(
        "^# (?<names>[A-Z_]+(, [A-Z_]+)*)   .+$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    );
    private static readonly string[] Lines = File.ReadAllLines(Repository.PathOf("deploy/.env.example"));

    /// <summary>Name and value, set or commented out, in the order of the file.</summary>
    public static IReadOnlyList<(string Name, string Value)> Settings { get; } =
    [
        .. Lines
            .Select(line => SettingLine.Match(line))
            .Where(match => match.Success)
            .Select(match => (match.Groups["name"].Value, match.Groups["value"].Value)),
    ];

    public static IReadOnlyList<string> SetByCompose { get; } =
    [
        .. Lines
            .Select(line => ComposeLine.Match(line))
            .Where(match => match.Success)
            .SelectMany(match => match.Groups["names"].Value.Split(", ")),
    ];

    /// <summary>Settings without a comment above them; several may share one.</summary>
    public static IEnumerable<string> Unexplained()
    {
        var isExplained = false;
        foreach (var line in Lines)
        {
            if (SettingLine.Match(line) is { Success: true } setting)
            {
                if (!isExplained)
                    yield return setting.Groups["name"].Value;
            }
            else
            {
                isExplained = line.StartsWith("# ", StringComparison.Ordinal);
            }
        }
    }

    /// <summary>A file in which every setting has a value.</summary>
    public static string WithEverything() =>
        string.Join(
            '\n',
            Settings.Select(setting =>
                $"{setting.Name}={(setting.Value.Length > 0 ? setting.Value : "value-of-" + setting.Name)}"
            )
        );
}
