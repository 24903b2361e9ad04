using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>A square part of a picture for the detector; it may extend beyond the picture's edges.</summary>
internal sealed record Window(double Left, double Top, double Side)
{
    /// <summary>The whole picture, centred; what lies outside a picture that is not square is black.</summary>
    public static Window Whole(Picture picture) => Centred(picture, picture.LongerSide);

    /// <summary>Twice the size of the picture: the detector misses a face that fills the frame.</summary>
    public static Window TwiceAsLarge(Picture picture) => Centred(picture, 2 * picture.LongerSide);

    /// <summary>
    /// Squares whose side is a fraction of the longer side, half a square apart, that together cover the picture.
    /// </summary>
    public static IEnumerable<Window> Tiles(Picture picture, int parts)
    {
        var side = (double)picture.LongerSide / parts;
        return from top in Starts(picture.Height, side)
            from left in Starts(picture.Width, side)
            select new Window(left, top, side);
    }

    private static Window Centred(Picture picture, double side) =>
        new((picture.Width - side) / 2, (picture.Height - side) / 2, side);

    private static IEnumerable<double> Starts(int length, double side)
    {
        if (length <= side)
            return [(length - side) / 2];
        var steps = (int)Math.Ceiling((length - side) / (side / 2));
        return Enumerable.Range(0, steps + 1).Select(i => i * (length - side) / steps);
    }
}
