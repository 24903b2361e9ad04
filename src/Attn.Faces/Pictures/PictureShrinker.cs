using Attn.Faces.Native;
using NetVips;

namespace Attn.Faces.Pictures;

/// <summary>
/// Makes a picture small enough to keep and to send: an upright JPEG in sRGB without any metadata (a photo's place and
/// device are nobody's business here).
/// </summary>
public static class PictureShrinker
{
    // A smaller picture of good quality serves the face networks better than a large one of bad quality.
    private static readonly int[] Qualities = [88, 80, 70];
    private const double Smaller = 0.75;
    private const int SmallestSide = 64;

    /// <summary>False where libvips has no native part for this machine: pictures must then be kept as they are.</summary>
    public static bool IsAvailable
    {
        get
        {
            try
            {
                VipsSetup.Ensure();
                return true;
            }
            catch (DllNotFoundException)
            {
                return false;
            }
        }
    }

    /// <param name="picture">JPEG or PNG of at most 40 megapixels.</param>
    /// <param name="mostBytes">The answer is no larger.</param>
    /// <param name="longestSide">Neither side of the answer is longer, in pixels; a smaller picture is not enlarged.</param>
    /// <returns><c>null</c> where the picture is unreadable.</returns>
    public static byte[]? Shrink(ReadOnlyMemory<byte> picture, int mostBytes, int longestSide = 1280)
    {
        for (var side = longestSide; side >= SmallestSide; side = (int)(side * Smaller))
        {
            var jpeg = PictureReader.Read(picture, side, image => Encode(image, mostBytes));
            if (jpeg is null || jpeg.Length <= mostBytes)
                return jpeg;
        }
        return null;
    }

    private static byte[] Encode(Image image, int mostBytes)
    {
        // Held in memory: the picture is read once but may be encoded several times.
        using var decoded = image.CopyMemory();
        byte[] jpeg = [];
        foreach (var quality in Qualities)
        {
            jpeg = decoded.JpegsaveBuffer(q: quality, optimizeCoding: true, keep: Enums.ForeignKeep.None);
            if (jpeg.Length <= mostBytes)
                break;
        }
        return jpeg;
    }
}
