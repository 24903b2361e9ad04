using Attn.Faces.Native;
using NetVips;

namespace Attn.Faces.Pictures;

/// <summary>
/// Makes a picture small enough to store and send: an upright JPEG in sRGB without metadata, which could reveal place
/// and device.
/// </summary>
public static class PictureShrinker
{
    // The face networks do better with a small picture of good quality than with a large one of poor quality.
    private static readonly int[] Qualities = [88, 80, 70];
    private const double ShrinkFactor = 0.75;
    private const int MinSide = 64;

    /// <summary>False if libvips has no native library for this machine; pictures then stay as they are.</summary>
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

    /// <param name="picture">JPEG or PNG within the bounds of <see cref="PictureChecks"/>.</param>
    /// <param name="maxBytes">Maximum size of the result.</param>
    /// <param name="maxSide">Maximum width and height of the result, in pixels; a smaller picture is not
    /// enlarged.</param>
    /// <returns><c>null</c> if the picture is unreadable or cannot be made that small.</returns>
    public static byte[]? Shrink(ReadOnlyMemory<byte> picture, int maxBytes, int maxSide = 1280)
    {
        for (var side = maxSide; side >= MinSide; side = (int)(side * ShrinkFactor))
        {
            var jpeg = PictureReader.Read(picture, side, image => Encode(image, maxBytes));
            if (jpeg is null || jpeg.Length <= maxBytes)
                return jpeg;
        }
        return null;
    }

    private static byte[] Encode(Image image, int maxBytes)
    {
        // Decoded into memory, because it may be encoded several times.
        using var decoded = image.CopyMemory();
        byte[] jpeg = [];
        foreach (var quality in Qualities)
        {
            jpeg = decoded.JpegsaveBuffer(q: quality, optimizeCoding: true, keep: Enums.ForeignKeep.None);
            if (jpeg.Length <= maxBytes)
                break;
        }
        return jpeg;
    }
}
