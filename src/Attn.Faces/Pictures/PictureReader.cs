using Attn.Faces.Native;
using NetVips;

namespace Attn.Faces.Pictures;

/// <summary>Opens a picture from a stranger: upright, sRGB, without alpha, no larger than asked for.</summary>
internal static class PictureReader
{
    /// <summary>Decoding needs memory by the pixel, and a file of a few kilobytes can claim a billion of them.</summary>
    public const long MaxPixels = 40_000_000;

    // As a text for the loader: libvips 8.18 does not pass the option of the same name on to it.
    private const string RefuseTruncated = "fail_on=error";

    private static readonly double[] Grey = [128, 128, 128];

    /// <returns><c>null</c> where it is no readable JPEG or PNG, or larger than 40 megapixels.</returns>
    public static T? Read<T>(ReadOnlyMemory<byte> file, int longestSide, Func<Image, T> use)
        where T : class
    {
        if (!PictureFormat.IsJpegOrPng(file.Span))
            return null;

        VipsSetup.Ensure();
        var bytes = ToArray(file);
        try
        {
            using var header = Header(bytes);
            if ((long)header.Width * header.Height > MaxPixels)
                return null;

            using var shrunk = Shrink(bytes, longestSide, hasProfile: header.Contains("icc-profile-data"));
            using var srgb = shrunk.Colourspace(Enums.Interpretation.Srgb);
            if (!srgb.HasAlpha())
                return use(srgb);
            using var opaque = srgb.Flatten(background: Grey);
            return use(opaque);
        }
        catch (VipsException)
        {
            return null;
        }
    }

    // Sequential access reads the header and nothing else until a pixel is asked for.
    private static Image Header(byte[] bytes) => Image.NewFromBuffer(bytes, access: Enums.Access.Sequential);

    // Turns it upright by its EXIF tag, and lets the JPEG decoder itself leave out what will not be needed. A colour
    // profile is named only where there is one to convert from: else libvips converts sRGB to sRGB, for 0.2 s a photo.
    private static Image Shrink(byte[] bytes, int longestSide, bool hasProfile) =>
        Image.ThumbnailBuffer(
            bytes,
            longestSide,
            height: longestSide,
            size: Enums.Size.Down,
            optionString: RefuseTruncated,
            outputProfile: hasProfile ? "srgb" : null
        );

    private static byte[] ToArray(ReadOnlyMemory<byte> file) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(file, out var segment)
        && segment.Offset == 0
        && segment.Count == segment.Array!.Length
            ? segment.Array
            : file.ToArray();
}
