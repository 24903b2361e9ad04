using System.Text;
using System.Text.Json;

namespace Attn.Faces.ModelConverter.Sources;

/// <summary>One operator of a TensorFlow.js graph model.</summary>
internal sealed class TensorFlowNode(JsonElement json)
{
    public string Name { get; } = json.GetProperty("name").GetString()!;

    public string Operator { get; } = json.GetProperty("op").GetString()!;

    /// <summary>
    /// Names of the inputs. Every operator here has one output, so the ":0" that ends some names is dropped.
    /// </summary>
    public string[] Inputs { get; } =
        json.TryGetProperty("input", out var input)
            ? [.. input.EnumerateArray().Select(name => name.GetString()!.Split(':')[0])]
            : [];

    public string Text(string attribute) => Decode(Attribute(attribute).GetProperty("s"));

    public int[] Integers(string attribute) =>
        [.. Attribute(attribute).GetProperty("list").GetProperty("i").EnumerateArray().Select(ToInteger)];

    /// <summary>Operators computed together with a convolution, e.g. BiasAdd and Relu; may be empty.</summary>
    public string[] FusedOperators() =>
        json.GetProperty("attr").TryGetProperty("fused_ops", out var fused)
            ? [.. fused.GetProperty("list").GetProperty("s").EnumerateArray().Select(Decode)]
            : [];

    private JsonElement Attribute(string attribute) => json.GetProperty("attr").GetProperty(attribute);

    // Protocol Buffers' JSON form writes 64-bit integers as text; some of the packages write numbers.
    private static int ToInteger(JsonElement number) =>
        number.ValueKind == JsonValueKind.String
            ? int.Parse(number.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
            : number.GetInt32();

    private static string Decode(JsonElement base64) => Encoding.ASCII.GetString(base64.GetBytesFromBase64());
}
