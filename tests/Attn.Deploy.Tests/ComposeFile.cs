using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Attn.Deploy.Tests;

/// <summary>deploy/compose.yaml as docker-compose understands it: anchors merged, variables filled in.</summary>
internal sealed class ComposeFile
{
    private readonly YamlMappingNode _root;

    private ComposeFile(string yaml)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(yaml);
        stream.Load(reader);
        _root = (YamlMappingNode)stream.Documents[0].RootNode;
    }

    public IReadOnlyDictionary<string, ComposeService> Services =>
        ((YamlMappingNode)_root["services"]).ToDictionary(
            entry => Text(entry.Key),
            entry => new ComposeService((YamlMappingNode)entry.Value),
            StringComparer.Ordinal
        );

    public YamlMappingNode Networks => (YamlMappingNode)_root["networks"];

    public YamlMappingNode Volumes => (YamlMappingNode)_root["volumes"];

    public static async Task<ComposeFile> ReadAsync(DeployFolder folder) =>
        new((await ConfigAsync(folder)).ExpectSuccess().Output);

    /// <summary>Runs docker-compose as the documents say: from the root of the clone.</summary>
    public static Task<Ended> ConfigAsync(DeployFolder folder) =>
        Shell.RunAsync(["docker-compose", "-f", "deploy/compose.yaml", "config"], folder.Root);

    internal static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";
}

internal sealed class ComposeService(YamlMappingNode node)
{
    public YamlNode? this[string name] =>
        node.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null;

    public string Word(string name) => this[name] is { } value ? ComposeFile.Text(value) : "";

    public IReadOnlyList<string> Words(string name) =>
        this[name] is YamlSequenceNode list ? [.. list.Select(ComposeFile.Text)] : [];

    public IReadOnlyDictionary<string, string> Environment =>
        this["environment"] is YamlMappingNode map
            ? map.ToDictionary(
                entry => ComposeFile.Text(entry.Key),
                entry => ComposeFile.Text(entry.Value),
                StringComparer.Ordinal
            )
            : new Dictionary<string, string>(StringComparer.Ordinal);

    public YamlMappingNode Networks => (YamlMappingNode)this["networks"]!;

    public TimeSpan Seconds(string name)
    {
        var word = Word(name);
        var number = int.Parse(word[..^1], CultureInfo.InvariantCulture);
        return word[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            _ => throw new FormatException($"{name}: {word}"),
        };
    }
}
