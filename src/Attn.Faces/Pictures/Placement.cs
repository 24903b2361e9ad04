using System.Runtime.InteropServices;

namespace Attn.Faces.Pictures;

/// <summary>
/// Where a square patch lies in a picture; scaled, rotated and moved, but never sheared. Patch (x, y) is picture
/// (A·x + B·y + X, −B·x + A·y + Y). Pixel centres are at integers.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Placement(double A, double B, double X, double Y)
{
    /// <summary>Picture pixels from one patch pixel to the next.</summary>
    public double Step => Math.Sqrt((A * A) + (B * B));

    public Point this[double x, double y] => new((A * x) + (B * y) + X, (-B * x) + (A * y) + Y);

    /// <summary>An upright square window scaled to <paramref name="patchSide"/> pixels.</summary>
    public static Placement OfWindow(double left, double top, double side, int patchSide)
    {
        var step = side / patchSide;
        return new(step, 0, left + (step / 2) - 0.5, top + (step / 2) - 0.5);
    }

    /// <summary>
    /// A square around a centre, rotated by an angle (radians, clockwise because the picture's y points down).
    /// </summary>
    public static Placement OfRotatedSquare(Point centre, double side, double angle, int patchSide)
    {
        var step = side / patchSide;
        var (a, b) = (step * Math.Cos(angle), -step * Math.Sin(angle));
        var half = 0.5 - (patchSide / 2.0);
        return new(a, b, centre.X + ((a + b) * half), centre.Y + ((a - b) * half));
    }

    /// <summary>The placement that maps points of a patch closest to points of the picture, by least squares.</summary>
    public static Placement Fit(ReadOnlySpan<Point> patch, ReadOnlySpan<Point> picture)
    {
        var (patchCentre, pictureCentre) = (Point.Mean(patch), Point.Mean(picture));
        double spread = 0,
            along = 0,
            across = 0;
        for (var i = 0; i < patch.Length; i++)
        {
            var from = picture[i] - pictureCentre;
            var to = patch[i] - patchCentre;
            spread += (from.X * from.X) + (from.Y * from.Y);
            along += (from.X * to.X) + (from.Y * to.Y);
            across += (from.X * to.Y) - (from.Y * to.X);
        }

        // Fitted from picture to patch, then inverted, so that the error is measured in pixels of the patch.
        var (inverseA, inverseB) = (along / spread, across / spread);
        var squared = (inverseA * inverseA) + (inverseB * inverseB);
        var rotated = new Placement(inverseA / squared, inverseB / squared, 0, 0);
        var offset = pictureCentre - rotated[patchCentre.X, patchCentre.Y];
        return rotated with { X = offset.X, Y = offset.Y };
    }
}
