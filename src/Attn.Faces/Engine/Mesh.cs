using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>
/// 468 points on a face, in pixels of the picture; depth in the same unit, growing with the distance from the camera.
/// The flag is the network's confidence that there is a face, 0 to 1; it does not notice that a face is upside down.
/// </summary>
internal sealed record Mesh(Point[] Points, double[] Depths, double Flag)
{
    public Point this[int point] => Points[point];

    /// <summary>Roll in radians: the angle of the line between the outer eye corners.</summary>
    public double Roll
    {
        get
        {
            var eyes = Points[MeshPoints.RightEyeOuter] - Points[MeshPoints.LeftEyeOuter];
            return Math.Atan2(eyes.Y, eyes.X);
        }
    }

    public Point LeftEye => Point.Mean([Points[MeshPoints.LeftEyeOuter], Points[MeshPoints.LeftEyeInner]]);

    public Point RightEye => Point.Mean([Points[MeshPoints.RightEyeInner], Points[MeshPoints.RightEyeOuter]]);

    /// <summary>In pixels of the picture.</summary>
    public double EyeDistance => Point.Distance(LeftEye, RightEye);
}
