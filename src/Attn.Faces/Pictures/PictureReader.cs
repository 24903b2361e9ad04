using System.Runtime.InteropServices;
using Attn.Faces.Native;
using NetVips;

namespace Attn.Faces.Pictures;

/// <summary>Decodes an untrusted picture: upright, sRGB, without alpha, no larger than requested.</summary>
internal static class PictureReader
{
    // As an option string: libvips 8.18 does not pass the option of the same name on to the loader.
    private const string RefuseTruncated = "fail_on=error";

    private static readonly double[] Grey = [128, 128, 128];

    /// <returns><c>null</c> if it is not a readable JPEG or PNG, or <see cref="PictureHeader"/> forbids it.</returns>
    public static T? Read<T>(ReadOnlyMemory<byte> file, int maxSide, Func<Image, T> use)
        where T : class
    {
        // A file of a few kilobytes can claim a billion pixels.
        if (PictureHeader.Read(file.Span) is not { IsWithinBounds: true } facts)
            return null;

        VipsSetup.Ensure();
        try
        {
            using var headerStream = StreamOf(file);
            using var header = Header(headerStream);
            if ((header.Width, header.Height) != (facts.Width, facts.Height))
                return null;

            using var stream = StreamOf(file);
            using var shrunk = Shrink(stream, maxSide, hasProfile: header.Contains("icc-profile-data"));
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

    // Sequential access reads only the header until a pixel is requested.
    private static Image Header(Stream file) => Image.NewFromStream(file, access: Enums.Access.Sequential);

    // Rotates by the EXIF tag, and lets the JPEG decoder skip detail that is not needed. A colour profile is named only
    // if the picture has one: otherwise libvips converts sRGB to sRGB, which takes 0.2 s per photo.
    private static Image Shrink(Stream file, int maxSide, bool hasProfile) =>
        Image.ThumbnailStream(
            file,
            maxSide,
            height: maxSide,
            size: Enums.Size.Down,
            optionString: RefuseTruncated,
            outputProfile: hasProfile ? "srgb" : null
        );

    // Read in steps: of a buffer, libvips would make a copy for each image.
    private static MemoryStream StreamOf(ReadOnlyMemory<byte> file) =>
        MemoryMarshal.TryGetArray(file, out var part)
            ? new(part.Array!, part.Offset, part.Count, writable: false)
            : new(file.ToArray());
}
