using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>A square around a face, rotated so that the eyes are level in it.</summary>
internal sealed record FaceRegion(Point Centre, double Side, double Angle)
{
    /// <summary>The landmark network was trained on faces with this margin.</summary>
    private const double Margin = 1.5;

    public static FaceRegion Around(FaceBox box)
    {
        var eyes = box.RightEye - box.LeftEye;
        return new(box.Centre, Margin * Math.Max(box.Width, box.Height), Math.Atan2(eyes.Y, eyes.X));
    }

    public static FaceRegion Around(Mesh mesh)
    {
        var (sin, cos) = Math.SinCos(mesh.Roll);
        var (left, right, top, bottom) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        foreach (var point in mesh.Points)
        {
            var (u, v) = ((point.X * cos) + (point.Y * sin), (point.Y * cos) - (point.X * sin));
            (left, right) = (Math.Min(left, u), Math.Max(right, u));
            (top, bottom) = (Math.Min(top, v), Math.Max(bottom, v));
        }
        var (middleU, middleV) = ((left + right) / 2, (top + bottom) / 2);
        var centre = new Point((middleU * cos) - (middleV * sin), (middleU * sin) + (middleV * cos));
        return new(centre, Margin * Math.Max(right - left, bottom - top), mesh.Roll);
    }
}
