using System.Text.RegularExpressions;
using Attn.Testing;

namespace Attn.Deploy.Tests;

/// <summary>
/// deploy/.env.example, the tables in the documents, the code and compose.yaml name the same variables.
/// </summary>
public sealed class SettingsTests
{
    private static readonly Regex TableLine = new(@"^\| `(?<name>[A-Za-z_]+)` \|", RegexOptions.NonBacktracking);
    private static readonly Regex UsedByCompose = new(@"\$\{(?<name>[A-Z_]+)", RegexOptions.NonBacktracking);
    private static readonly Regex SetByCompose = new(
        "^      (?<name>[A-Z_]+): ",
        RegexOptions.Multiline | RegexOptions.NonBacktracking
    );
    private static readonly Regex ReadByCode = new(
        """(ConfigurationKeyName\(|[cC]onfiguration\[|Variable = )"(?<name>[A-Z][A-Z_]+)"[)\];]""",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    );

    private static readonly HashSet<string> Explained =
    [
        .. EnvExample.Settings.Select(setting => setting.Name),
        .. EnvExample.SetByCompose,
    ];

    [Fact]
    public void Every_documented_setting_is_in_the_example()
    {
        var ofTheApi = TableOf("docs/operations.md");
        var ofTheVerifier = TableOf("docs/faces.md");

        Assert.True(ofTheApi.Count > 30 && ofTheVerifier.Count > 5, "The tables were not found.");
        Assert.Empty(ofTheApi.Concat(ofTheVerifier).Except(Explained));
    }

    [Fact]
    public void Every_setting_that_the_code_reads_is_in_the_example()
    {
        var read = Directory
            .EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => ReadByCode.Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value)
            // Set by tests only: it stops the program in the middle of its work.
            .Where(name => name != "ATTN_FAULT_POINT")
            .ToHashSet(StringComparer.Ordinal);

        Assert.True(read.Count > 30, "The code's settings were not found.");
        Assert.Empty(read.Except(Explained));
    }

    [Fact]
    public void Every_variable_of_compose_is_in_the_example()
    {
        var text = File.ReadAllText(Repository.PathOf("deploy/compose.yaml"));
        var used = UsedByCompose
            .Matches(text)
            .Concat(SetByCompose.Matches(text))
            .Select(match => match.Groups["name"].Value)
            .ToHashSet(StringComparer.Ordinal);

        Assert.True(used.Count > 15, "The variables were not found.");
        Assert.Empty(used.Except(Explained));
    }

    [Fact]
    public void The_example_has_no_unused_setting()
    {
        var compose = File.ReadAllText(Repository.PathOf("deploy/compose.yaml"));
        var known = TableOf("docs/operations.md")
            .Concat(TableOf("docs/faces.md"))
            .Append("COMPOSE_PROJECT_NAME")
            .ToHashSet(StringComparer.Ordinal);

        var unread = Explained
            .Except(known)
            .Where(name => !compose.Contains(name + ":", StringComparison.Ordinal))
            .ToList();

        Assert.Empty(unread);
    }

    [Fact]
    public void Every_setting_has_a_comment() => Assert.Empty(EnvExample.Unexplained());

    /// <summary>Each setting reaches the program that reads it.</summary>
    [Fact]
    public async Task Every_setting_reaches_the_program_that_reads_it()
    {
        using var folder = new DeployFolder();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, ".env"),
            EnvExample.WithEverything(),
            TestContext.Current.CancellationToken
        );
        var compose = await ComposeFile.ReadAsync(folder);
        var api = compose.Services["backend-api"].Environment;
        var verifier = compose.Services["face-verifier"].Environment;
        var set = EnvExample.Settings.ToDictionary(
            setting => setting.Name,
            setting => setting.Value,
            StringComparer.Ordinal
        );

        var toTheApi = TableOf("docs/operations.md").Where(set.ContainsKey).ToList();
        var toTheVerifier = TableOf("docs/faces.md").Where(set.ContainsKey).ToList();

        Assert.All(toTheApi, name => Assert.Equal(Expected(name), api[name]));
        Assert.All(toTheVerifier, name => Assert.Equal(Expected(name), verifier[name]));
        Assert.Equal("Production", api["ASPNETCORE_ENVIRONMENT"]);

        string Expected(string name) => set[name].Length > 0 ? set[name] : "value-of-" + name;
    }

    /// <summary>The names in the first column of a document's table.</summary>
    private static List<string> TableOf(string document) =>
        [
            .. File.ReadAllText(Repository.PathOf(document))
                .Split('\n')
                .Select(line => TableLine.Match(line))
                .Where(match => match.Success)
                .Select(match => match.Groups["name"].Value),
        ];
}
