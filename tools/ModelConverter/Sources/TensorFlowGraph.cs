using System.Text.Json;

namespace Attn.Faces.ModelConverter.Sources;

/// <summary>A TensorFlow.js graph model: operators by name, and the values of those that are constants.</summary>
internal sealed class TensorFlowGraph
{
    private TensorFlowGraph(Dictionary<string, TensorFlowNode> nodes, Dictionary<string, Tensor> weights)
    {
        Nodes = nodes;
        Weights = weights;
    }

    public IReadOnlyDictionary<string, TensorFlowNode> Nodes { get; }

    public IReadOnlyDictionary<string, Tensor> Weights { get; }

    public static TensorFlowGraph Load(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var nodes = json
            .RootElement.GetProperty("modelTopology")
            .GetProperty("node")
            .EnumerateArray()
            .Select(node => new TensorFlowNode(node.Clone()))
            .ToDictionary(node => node.Name, StringComparer.Ordinal);
        var manifest = json.RootElement.GetProperty("weightsManifest");
        return new(nodes, WeightFile.Read(manifest, Path.GetDirectoryName(file)!));
    }

    /// <summary>The only operator with this last part of the name: the packages put long scopes before it.</summary>
    public string NameEndingIn(string ending) =>
        Nodes.Keys.Single(name => name.EndsWith("/" + ending, StringComparison.Ordinal) && !Weights.ContainsKey(name));
}
