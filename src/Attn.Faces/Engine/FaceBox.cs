using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>
/// A face found by the detector, in pixels of the picture, with its confidence (0 to 1). The left eye is the one on the
/// left side of the picture.
/// </summary>
internal sealed record FaceBox(
    double Score,
    double Left,
    double Top,
    double Right,
    double Bottom,
    Point LeftEye,
    Point RightEye
)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public double Area => Width * Height;

    public Point Centre => new((Left + Right) / 2, (Top + Bottom) / 2);

    /// <summary>Intersection over union: 1 for the same box, 0 for boxes that do not touch.</summary>
    public double Overlap(FaceBox other)
    {
        var width = Math.Max(0, Math.Min(Right, other.Right) - Math.Max(Left, other.Left));
        var height = Math.Max(0, Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top));
        var shared = width * height;
        var joint = Area + other.Area - shared;
        return joint > 0 ? shared / joint : 0;
    }

    /// <summary>
    /// The mean of several boxes, weighted by score. Its score is the highest, that of the first box.
    /// </summary>
    public static FaceBox Mean(IReadOnlyList<FaceBox> boxes)
    {
        var sum = boxes.Sum(box => box.Score);
        double Weighted(Func<FaceBox, double> value) => boxes.Sum(box => box.Score * value(box)) / sum;
        return new(
            boxes[0].Score,
            Weighted(box => box.Left),
            Weighted(box => box.Top),
            Weighted(box => box.Right),
            Weighted(box => box.Bottom),
            new(Weighted(box => box.LeftEye.X), Weighted(box => box.LeftEye.Y)),
            new(Weighted(box => box.RightEye.X), Weighted(box => box.RightEye.Y))
        );
    }
}
