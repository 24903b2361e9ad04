using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>
/// What is left of an aligned face without colour, size and slow changes of light: 50×50 grey values around zero.
/// Noise, fine rows of a screen and traces of compression are averaged out.
/// </summary>
internal sealed class FaceDetail
{
    public const int Side = 50;

    /// <summary>In pixels of this size. What is finer than the first is noise, what is wider than the second is
    /// light.</summary>
    private const double Fine = 0.67;
    private const double Wide = 4;

    private const int Step = FaceAligner.Side / Side;

    // ITU-R BT.601.
    private static readonly float[] GreyOf = [0.299f, 0.587f, 0.114f];

    private FaceDetail(float[] values) => Values = values;

    /// <summary>Row by row.</summary>
    public float[] Values { get; }

    /// <param name="alignedFace">As <see cref="FaceAligner"/> makes it.</param>
    public static FaceDetail Of(ReadOnlySpan<float> alignedFace)
    {
        var grey = Blurred(Shrunk(alignedFace), Fine);
        var light = Blurred(grey, Wide);
        for (var i = 0; i < grey.Length; i++)
            grey[i] -= light[i];
        return new(grey);
    }

    public FaceDetail Mirrored()
    {
        var values = Values.ToArray();
        for (var y = 0; y < Side; y++)
            values.AsSpan(y * Side, Side).Reverse();
        return new(values);
    }

    private static float[] Shrunk(ReadOnlySpan<float> face)
    {
        var grey = new float[Side * Side];
        for (var i = 0; i < face.Length; i++)
        {
            var (pixel, channel) = (i / Picture.Channels, i % Picture.Channels);
            var (y, x) = (pixel / FaceAligner.Side / Step, pixel % FaceAligner.Side / Step);
            grey[(y * Side) + x] += face[i] * GreyOf[channel] / (Step * Step);
        }
        return grey;
    }

    // A Gaussian, along the rows and then along the columns; the edge is continued.
    private static float[] Blurred(float[] values, double sigma)
    {
        var radius = (int)Math.Ceiling(3 * sigma);
        var weights = Enumerable
            .Range(-radius, (2 * radius) + 1)
            .Select(offset => (float)Math.Exp(-offset * offset / (2 * sigma * sigma)))
            .ToArray();
        var sum = weights.Sum();
        weights = Array.ConvertAll(weights, weight => weight / sum);
        return Along(Along(values, weights, 1, Side), weights, Side, 1);
    }

    private static float[] Along(float[] values, float[] weights, int step, int across)
    {
        var (result, radius) = (new float[values.Length], weights.Length / 2);
        for (var line = 0; line < Side; line++)
        {
            for (var at = 0; at < Side; at++)
            {
                float sum = 0;
                for (var k = 0; k < weights.Length; k++)
                    sum += weights[k] * values[(line * across) + (Math.Clamp(at + k - radius, 0, Side - 1) * step)];
                result[(line * across) + (at * step)] = sum;
            }
        }
        return result;
    }
}
