using System.Buffers;
using System.Numerics.Tensors;
using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>
/// Computes the descriptor of an aligned face: 128 numbers of length 1. The dot product of two descriptors is the
/// similarity of the faces. Adding the mirror image evens out light from one side and a turned head.
/// </summary>
internal sealed class FaceDescriptor(string modelFolder) : IDisposable
{
    private readonly Network _network = new(Path.Combine(modelFolder, "descriptor.onnx"), "descriptor");

    public float[] Describe(ReadOnlySpan<float> alignedFace)
    {
        var descriptor = Run(alignedFace, mirrored: false);
        TensorPrimitives.Add<float>(descriptor, Run(alignedFace, mirrored: true), descriptor);
        TensorPrimitives.Divide(descriptor, TensorPrimitives.Norm<float>(descriptor), descriptor);
        return descriptor;
    }

    /// <summary>Cosine of the angle between two descriptors.</summary>
    public static double Similarity(ReadOnlySpan<float> left, ReadOnlySpan<float> right) =>
        TensorPrimitives.Dot(left, right);

    public void Dispose() => _network.Dispose();

    private float[] Run(ReadOnlySpan<float> face, bool mirrored)
    {
        var input = ArrayPool<float>.Shared.Rent(_network.InputLength);
        try
        {
            Arrange(face, mirrored, input);
            return _network.Run(
                input.AsMemory(0, _network.InputLength),
                outputs => outputs[0].GetTensorDataAsSpan<float>().ToArray()
            );
        }
        finally
        {
            ArrayPool<float>.Shared.Return(input);
        }
    }

    // The network takes all red values first, then green, then blue.
    private static void Arrange(ReadOnlySpan<float> face, bool mirrored, Span<float> input)
    {
        const int Side = FaceAligner.Side;
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var from = ((y * Side) + (mirrored ? Side - 1 - x : x)) * Picture.Channels;
                for (var channel = 0; channel < Picture.Channels; channel++)
                    input[(channel * Side * Side) + (y * Side) + x] = MathF.Floor(face[from + channel] + 0.5f);
            }
        }
    }
}
