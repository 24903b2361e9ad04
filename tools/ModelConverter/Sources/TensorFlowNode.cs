using System.Text;
using System.Text.Json;

namespace Attn.Faces.ModelConverter.Sources;

/// <summary>One operator of a TensorFlow.js graph model.</summary>
internal sealed class TensorFlowNode(JsonElement json)
{
    public string Name { get; } = json.GetProperty("name").GetString()!;

    public string Operator { get; } = json.GetProperty("op").GetString()!;

    /// <summary>Names of what it takes; every operator here has one output, so the ":0" of some names says nothing.</summary>
    public string[] Inputs { get; } =
        json.TryGetProperty("input", out var input)
            ? [.. input.EnumerateArray().Select(name => name.GetString()!.Split(':')[0])]
            : [];

    public string Text(string attribute) => Decode(Attribute(attribute).GetProperty("s"));

    public int[] Integers(string attribute) =>
        [.. Attribute(attribute).GetProperty("list").GetProperty("i").EnumerateArray().Select(ToInteger)];

    /// <summary>What is computed along with a convolution, e.g. BiasAdd and Relu; empty where nothing is.</summary>
    public string[] FusedOperators() =>
        json.GetProperty("attr").TryGetProperty("fused_ops", out var fused)
            ? [.. fused.GetProperty("list").GetProperty("s").EnumerateArray().Select(Decode)]
            : [];

    private JsonElement Attribute(string attribute) => json.GetProperty("attr").GetProperty(attribute);

    // The packages write 64-bit integers as text, as Protocol Buffers' JSON form asks, but not all of them do.
    private static int ToInteger(JsonElement number) =>
        number.ValueKind == JsonValueKind.String
            ? int.Parse(number.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
            : number.GetInt32();

    private static string Decode(JsonElement base64) => Encoding.ASCII.GetString(base64.GetBytesFromBase64());
}
