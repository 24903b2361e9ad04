using System.Buffers;
using Attn.Faces.Pictures;
using Microsoft.ML.OnnxRuntime;

namespace Attn.Faces.Engine;

/// <summary>
/// Finds faces with BlazeFace (the "back" variant). The network takes 256×256 pixels, −1 to 1, and returns for each of
/// 896 anchors the likelihood of a face, and its box and key points relative to the anchor.
/// </summary>
internal sealed class FaceDetector(string modelFolder) : IDisposable
{
    private const int Side = 256;
    private const int ValuesPerAnchor = 16;
    private const double MinScore = 0.5;
    private const double MinOverlapOfSameFace = 0.3;

    private static readonly Point[] Anchors = [.. Grid(stride: 16, perCell: 2), .. Grid(stride: 32, perCell: 6)];

    private readonly Network _network = new(
        Path.Combine(modelFolder, "blazeface.onnx"),
        "scores_1",
        "boxes_1",
        "scores_2",
        "boxes_2"
    );

    /// <summary>Faces in one window by descending score; boxes of the same face are merged.</summary>
    public List<FaceBox> Detect(Picture picture, Window window)
    {
        var input = ArrayPool<float>.Shared.Rent(_network.InputLength);
        try
        {
            var pixels = input.AsSpan(0, _network.InputLength);
            PatchSampler.Sample(picture, Placement.OfWindow(window.Left, window.Top, window.Side, Side), Side, pixels);
            for (var i = 0; i < pixels.Length; i++)
                pixels[i] = (pixels[i] / 127.5f) - 1;
            var found = _network.Run(input.AsMemory(0, _network.InputLength), outputs => Decode(outputs, window));
            return Merge(found, FaceBox.Mean);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(input);
        }
    }

    /// <summary>Faces in the whole picture and in tiles of it, where small faces are found.</summary>
    public List<FaceBox> DetectInTiles(Picture picture, int parts)
    {
        var found = Detect(picture, Window.Whole(picture));
        foreach (var tile in Window.Tiles(picture, parts))
            found.AddRange(Detect(picture, tile));
        return Merge(found, boxes => boxes[0]);
    }

    public void Dispose() => _network.Dispose();

    private static List<FaceBox> Decode(IReadOnlyList<OrtValue> outputs, Window window)
    {
        var found = new List<FaceBox>();
        AddFrom(outputs[0], outputs[1], firstAnchor: 0);
        AddFrom(outputs[2], outputs[3], firstAnchor: outputs[0].GetTensorDataAsSpan<float>().Length);
        return found;

        void AddFrom(OrtValue scores, OrtValue boxes, int firstAnchor)
        {
            var logits = scores.GetTensorDataAsSpan<float>();
            for (var i = 0; i < logits.Length; i++)
            {
                var score = 1 / (1 + Math.Exp(-logits[i]));
                if (score >= MinScore)
                    found.Add(
                        ToBox(
                            score,
                            boxes.GetTensorDataAsSpan<float>().Slice(i * ValuesPerAnchor, ValuesPerAnchor),
                            Anchors[firstAnchor + i],
                            window
                        )
                    );
            }
        }
    }

    private static FaceBox ToBox(double score, ReadOnlySpan<float> values, Point anchor, Window window)
    {
        var step = window.Side / Side;
        double X(double x) => window.Left + ((x + anchor.X) * step) - 0.5;
        double Y(double y) => window.Top + ((y + anchor.Y) * step) - 0.5;
        var (halfWidth, halfHeight) = (values[2] / 2, values[3] / 2);
        return new(
            score,
            X(values[0] - halfWidth),
            Y(values[1] - halfHeight),
            X(values[0] + halfWidth),
            Y(values[1] + halfHeight),
            new(X(values[4]), Y(values[5])),
            new(X(values[6]), Y(values[7]))
        );
    }

    private static List<FaceBox> Merge(List<FaceBox> found, Func<IReadOnlyList<FaceBox>, FaceBox> merge)
    {
        var remaining = found.OrderByDescending(box => box.Score).ToList();
        var merged = new List<FaceBox>();
        while (remaining is [var best, ..])
        {
            // By reference too: a box without area overlaps with nothing, not even itself.
            var same = remaining.FindAll(box => ReferenceEquals(box, best) || best.Overlap(box) > MinOverlapOfSameFace);
            remaining.RemoveAll(same.Contains);
            merged.Add(same.Count == 1 ? best : merge(same));
        }
        return merged;
    }

    private static IEnumerable<Point> Grid(int stride, int perCell) =>
        from row in Enumerable.Range(0, Side / stride)
        from column in Enumerable.Range(0, Side / stride)
        from anchor in Enumerable.Range(0, perCell)
        select new Point((column + 0.5) * stride, (row + 0.5) * stride);
}
