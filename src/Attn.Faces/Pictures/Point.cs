using System.Runtime.InteropServices;

namespace Attn.Faces.Pictures;

[StructLayout(LayoutKind.Auto)]
internal readonly record struct Point(double X, double Y)
{
    public static Point operator -(Point left, Point right) => new(left.X - right.X, left.Y - right.Y);

    public static Point Mean(ReadOnlySpan<Point> points)
    {
        double x = 0,
            y = 0;
        foreach (var point in points)
            (x, y) = (x + point.X, y + point.Y);
        return new(x / points.Length, y / points.Length);
    }

    public static double Distance(Point left, Point right)
    {
        var between = left - right;
        return Math.Sqrt((between.X * between.X) + (between.Y * between.Y));
    }
}
