using System.Buffers;
using Attn.Faces.Pictures;
using Microsoft.ML.OnnxRuntime;

namespace Attn.Faces.Engine;

/// <summary>
/// Places 468 points on a face with FaceMesh, which takes 192×192 pixels, 0 to 1. Always runs twice: the second run
/// takes the square that the points of the first one span, which makes the points exact enough for comparing faces.
/// </summary>
internal sealed class FaceLandmarks(string modelFolder) : IDisposable
{
    private const int Side = 192;

    private readonly Network _network = new(Path.Combine(modelFolder, "facemesh.onnx"), "mesh", "flag");

    public Mesh Locate(Picture picture, FaceBox box) =>
        LocateIn(picture, FaceRegion.Around(LocateIn(picture, FaceRegion.Around(box))));

    public void Dispose() => _network.Dispose();

    private Mesh LocateIn(Picture picture, FaceRegion region)
    {
        var input = ArrayPool<float>.Shared.Rent(_network.InputLength);
        try
        {
            var pixels = input.AsSpan(0, _network.InputLength);
            PatchSampler.Sample(
                picture,
                Placement.OfRotatedSquare(region.Centre, region.Side, region.Angle, Side),
                Side,
                pixels
            );
            for (var i = 0; i < pixels.Length; i++)
                pixels[i] /= 255;
            return _network.Run(input.AsMemory(0, _network.InputLength), outputs => ToMesh(outputs, region));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(input);
        }
    }

    private static Mesh ToMesh(IReadOnlyList<OrtValue> outputs, FaceRegion region)
    {
        var values = outputs[0].GetTensorDataAsSpan<float>();
        var (sin, cos) = Math.SinCos(region.Angle);
        var step = region.Side / Side;
        var points = new Point[MeshPoints.Count];
        var depths = new double[MeshPoints.Count];
        for (var i = 0; i < points.Length; i++)
        {
            var (u, v) = ((values[3 * i] - (Side / 2)) * step, (values[(3 * i) + 1] - (Side / 2)) * step);
            points[i] = new(region.Centre.X + (u * cos) - (v * sin), region.Centre.Y + (u * sin) + (v * cos));
            depths[i] = values[(3 * i) + 2] * step;
        }
        return new(points, depths, outputs[1].GetTensorDataAsSpan<float>()[0]);
    }
}
