using Attn.Faces.ModelConverter.Onnx;
using Attn.Faces.ModelConverter.Sources;

namespace Attn.Faces.ModelConverter;

/// <summary>
/// Turns a TensorFlow.js graph model into ONNX. TensorFlow keeps channels last (NHWC), ONNX computes with channels
/// first (NCHW): the picture is transposed once at the start, constants at conversion, and outputs back at the end.
/// Only the operators of the two networks in use are supported; any other is an error.
/// </summary>
internal sealed class GraphConverter
{
    private static readonly int[] ChannelsFirst = [0, 3, 1, 2];
    private static readonly int[] ChannelsLast = [0, 2, 3, 1];

    private readonly TensorFlowGraph _source;
    private readonly OnnxGraph _target;
    private readonly Dictionary<string, string> _converted = new(StringComparer.Ordinal);
    private readonly int[] _inputShape;

    private GraphConverter(TensorFlowGraph source, OnnxGraph target, int[] inputShape) =>
        (_source, _target, _inputShape) = (source, target, inputShape);

    /// <param name="source">The network to convert.</param>
    /// <param name="name">Name of the graph in the ONNX file.</param>
    /// <param name="inputShape">Batch, height, width, channels.</param>
    /// <param name="outputs">Name in the ONNX file, the last part of the name in the source, and the shape.</param>
    public static byte[] Convert(
        TensorFlowGraph source,
        string name,
        int[] inputShape,
        IEnumerable<(string Name, string SourceEnding, int[] Shape)> outputs
    )
    {
        var target = new OnnxGraph(name);
        var converter = new GraphConverter(source, target, inputShape);
        foreach (var output in outputs)
        {
            var converted = converter.Value(source.NameEndingIn(output.SourceEnding));
            target.AddNamed(output.Name, "Identity", [converted]);
            target.Output(output.Name, output.Shape);
        }
        return target.ToArray();
    }

    // Depth first, each operator once: ONNX requires its nodes in an order in which they can run.
    private string Value(string name)
    {
        if (!_converted.TryGetValue(name, out var value))
            _converted.Add(name, value = Convert(_source.Nodes[name]));
        return value;
    }

    private string Convert(TensorFlowNode node) =>
        node.Operator switch
        {
            "Placeholder" => Input(),
            "Identity" => Value(node.Inputs[0]),
            "_FusedConv2D" => Activate(node, Convolve(node)),
            "DepthwiseConv2dNative" => ConvolveByChannel(node),
            "AddV2" => _target.Add("Add", [Value(node.Inputs[0]), Value(node.Inputs[1])]),
            "Relu" => _target.Add("Relu", [Value(node.Inputs[0])]),
            "Prelu" => _target.Add("PRelu", [Value(node.Inputs[0]), Slope(node.Inputs[1])]),
            "Sigmoid" => _target.Add("Sigmoid", [Value(node.Inputs[0])]),
            "MaxPool" => Pool(node),
            "Pad" => _target.Add("Pad", [Value(node.Inputs[0]), Paddings(node)]),
            "Reshape" => Reshape(node),
            _ => throw new NotSupportedException($"Operator {node.Operator} of {node.Name} is not supported."),
        };

    private string Input()
    {
        _target.Input("picture", _inputShape);
        return _target.Add("Transpose", ["picture"], OnnxAttribute.Integers("perm", ChannelsFirst));
    }

    private string Convolve(TensorFlowNode node)
    {
        var filter = Constant(node.Inputs[1]);
        return _target.Add(
            "Conv",
            [
                Value(node.Inputs[0]),
                _target.Constant(filter.Transposed(3, 2, 0, 1)),
                _target.Constant(Constant(node.Inputs[2])),
            ],
            [OnnxAttribute.Integers("kernel_shape", filter.Shape[..2]), .. Sliding(node)]
        );
    }

    private string ConvolveByChannel(TensorFlowNode node)
    {
        var filter = Constant(node.Inputs[1]);
        var (height, width, channels, multiplier) = (
            filter.Shape[0],
            filter.Shape[1],
            filter.Shape[2],
            filter.Shape[3]
        );
        var kernel = filter.Transposed(2, 3, 0, 1).Reshaped(channels * multiplier, 1, height, width);
        return _target.Add(
            "Conv",
            [Value(node.Inputs[0]), _target.Constant(kernel)],
            [
                OnnxAttribute.Integers("kernel_shape", height, width),
                OnnxAttribute.Integer("group", channels),
                .. Sliding(node),
            ]
        );
    }

    private string Activate(TensorFlowNode node, string value) =>
        node.FusedOperators() switch
        {
            ["BiasAdd"] => value,
            ["BiasAdd", "Relu"] => _target.Add("Relu", [value]),
            ["BiasAdd", "Prelu"] => _target.Add("PRelu", [value, Slope(node.Inputs[3])]),
            var others => throw new NotSupportedException(
                $"Fused {string.Join(", ", others)} in {node.Name} is not supported."
            ),
        };

    private string Pool(TensorFlowNode node)
    {
        var size = node.Integers("ksize");
        return _target.Add(
            "MaxPool",
            [Value(node.Inputs[0])],
            [OnnxAttribute.Integers("kernel_shape", size[1], size[2]), .. Sliding(node)]
        );
    }

    private string Reshape(TensorFlowNode node)
    {
        var channelsLast = _target.Add(
            "Transpose",
            [Value(node.Inputs[0])],
            OnnxAttribute.Integers("perm", ChannelsLast)
        );
        return _target.Add("Reshape", [channelsLast, _target.Constant(ConstantIntegers(node.Inputs[1]))]);
    }

    private string Paddings(TensorFlowNode node)
    {
        // TensorFlow lists before and after for each axis; ONNX lists before for all axes, then after for all.
        var paddings = ConstantIntegers(node.Inputs[1]);
        var before = ChannelsFirst.Select(axis => paddings[2 * axis]);
        var after = ChannelsFirst.Select(axis => paddings[(2 * axis) + 1]);
        return _target.Constant([.. before, .. after]);
    }

    private string Slope(string name)
    {
        var slope = Constant(name);
        return _target.Constant(slope.Reshaped(slope.Values.Length, 1, 1));
    }

    private static OnnxAttribute[] Sliding(TensorFlowNode node)
    {
        var strides = node.Integers("strides");
        var padding = node.Text("padding") switch
        {
            "SAME" => "SAME_UPPER",
            "VALID" => "VALID",
            var other => throw new NotSupportedException($"Padding {other} of {node.Name} is not supported."),
        };
        return [OnnxAttribute.Integers("strides", strides[1], strides[2]), OnnxAttribute.Text("auto_pad", padding)];
    }

    private Tensor Constant(string name) => _source.Weights[name];

    private int[] ConstantIntegers(string name) => Array.ConvertAll(Constant(name).Values, value => (int)value);
}
