using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>A square part of a picture that the detector looks at; it may reach beyond the picture's edges.</summary>
internal sealed record Window(double Left, double Top, double Side)
{
    /// <summary>The whole picture, centred, black where the picture is not square.</summary>
    public static Window Whole(Picture picture) => Centred(picture, picture.Longest);

    /// <summary>Twice the picture: a face that fills the frame is too large for the detector otherwise.</summary>
    public static Window TwiceAsLarge(Picture picture) => Centred(picture, 2 * picture.Longest);

    /// <summary>Squares of a part of the longest side, half a square apart, that together cover the picture.</summary>
    public static IEnumerable<Window> Tiles(Picture picture, int parts)
    {
        var side = (double)picture.Longest / parts;
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
