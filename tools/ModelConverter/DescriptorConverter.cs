using System.Text.Json;
using Attn.Faces.ModelConverter.Onnx;
using Attn.Faces.ModelConverter.Sources;

namespace Attn.Faces.ModelConverter;

/// <summary>
/// Builds dlib's face descriptor network (a ResNet with 29 convolutions and 128 outputs). The package ships only its
/// weights by name, so its structure is defined here: the picture minus the mean colour, one wide convolution, a pool,
/// then residual blocks of 32 to 256 channels. Scale and bias after each convolution are folded into it.
/// </summary>
internal sealed class DescriptorConverter
{
    private const int Side = 150;
    private const int Length = 128;

    /// <summary>The mean colour that dlib trained with.</summary>
    private static readonly float[] MeanColour = [122.782f, 117.001f, 104.298f];

    private readonly OnnxGraph _target = new("descriptor");
    private readonly Dictionary<string, Tensor> _weights;

    /// <summary>Width and height of the current value: blocks that halve it must know whether they are odd.</summary>
    private int _side = 35;

    private DescriptorConverter(Dictionary<string, Tensor> weights) => _weights = weights;

    public static byte[] Convert(string manifestFile)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(manifestFile));
        return new DescriptorConverter(
            WeightFile.Read(manifest.RootElement, Path.GetDirectoryName(manifestFile)!)
        ).Build();
    }

    private byte[] Build()
    {
        _target.Input("face", 1, 3, Side, Side);
        var value = Blocks(Stem());
        value = _target.Add("Flatten", [_target.Add("GlobalAveragePool", [value])]);
        _target.AddNamed("descriptor", "MatMul", [value, _target.Constant(_weights["fc"])]);
        _target.Output("descriptor", 1, Length);
        return _target.ToArray();
    }

    private string Stem()
    {
        var mean = _target.Constant(Tensor.Vector(MeanColour).Reshaped(1, 3, 1, 1));
        var scale = _target.Constant(new Tensor([], [(float)(1 / 255.0)]));
        var value = _target.Add("Mul", [_target.Add("Sub", ["face", mean]), scale]);
        value = Relu(Convolve(value, "conv32_down", stride: 2, padded: false));
        return _target.Add(
            "MaxPool",
            [value],
            OnnxAttribute.Integers("kernel_shape", 3, 3),
            OnnxAttribute.Integers("strides", 2, 2)
        );
    }

    private string Blocks(string value)
    {
        value = Residual(value, "conv32_1", "conv32_2", "conv32_3");
        value = Residual(Halving(value, "conv64_down", 32, 64), "conv64_1", "conv64_2", "conv64_3");
        value = Residual(Halving(value, "conv128_down", 64, 128), "conv128_1", "conv128_2");
        value = Residual(Halving(value, "conv256_down", 128, 256), "conv256_1", "conv256_2");
        return Halving(value, "conv256_down_out", 256, 256);
    }

    private string Residual(string value, params string[] blocks)
    {
        foreach (var block in blocks)
        {
            var inner = Relu(Convolve(value, block + "/conv1", stride: 1, padded: true));
            value = Relu(_target.Add("Add", [Convolve(inner, block + "/conv2", stride: 1, padded: true), value]));
        }
        return value;
    }

    private string Halving(string value, string block, int channels, int wantedChannels)
    {
        var inner = Relu(Convolve(value, block + "/conv1", stride: 2, padded: false));
        inner = Convolve(inner, block + "/conv2", stride: 1, padded: true);
        var shortcut = _target.Add(
            "AveragePool",
            [value],
            OnnxAttribute.Integers("kernel_shape", 2, 2),
            OnnxAttribute.Integers("strides", 2, 2)
        );

        // dlib adds values of different sizes by filling the smaller one with zeros.
        var convolvedSide = ((_side - 3) / 2) + 1;
        _side /= 2;
        if (convolvedSide != _side)
            inner = _target.Add(
                "Pad",
                [inner, _target.Constant([0, 0, 0, 0, 0, 0, _side - convolvedSide, _side - convolvedSide])]
            );
        if (channels != wantedChannels)
            shortcut = _target.Add(
                "Pad",
                [shortcut, _target.Constant([0, 0, 0, 0, 0, wantedChannels - channels, 0, 0])]
            );
        return Relu(_target.Add("Add", [shortcut, inner]));
    }

    private string Relu(string value) => _target.Add("Relu", [value]);

    private string Convolve(string value, string name, int stride, bool padded)
    {
        var scale = _weights[name + "/scale/weights"].Values;
        var bias = _weights[name + "/scale/biases"].Values;
        var innerBias = _weights[name + "/conv/bias"].Values;
        var filter = _weights[name + "/conv/filters"];

        var kernel = filter.Transposed(3, 2, 0, 1);
        var perChannel = kernel.Values.Length / scale.Length;
        for (var i = 0; i < kernel.Values.Length; i++)
            kernel.Values[i] *= scale[i / perChannel];
        var folded = innerBias.Select((inner, i) => (float)(((double)inner * scale[i]) + bias[i])).ToArray();

        return _target.Add(
            "Conv",
            [value, _target.Constant(kernel), _target.Constant(Tensor.Vector(folded))],
            OnnxAttribute.Integers("kernel_shape", filter.Shape[..2]),
            OnnxAttribute.Integers("strides", stride, stride),
            OnnxAttribute.Text("auto_pad", padded ? "SAME_UPPER" : "VALID")
        );
    }
}
