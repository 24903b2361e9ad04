using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>
/// 468 points on a face, in pixels of the picture; depth in the same unit, away from the camera. The flag says how sure
/// the network is that there is a face, 0 to 1; it does not see that one is upside down.
/// </summary>
internal sealed record Mesh(Point[] Points, double[] Depths, double Flag)
{
    public Point this[int point] => Points[point];

    /// <summary>How far the face leans, in radians: the line from one outer eye corner to the other.</summary>
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
