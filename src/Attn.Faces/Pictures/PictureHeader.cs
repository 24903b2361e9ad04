using Attn.Pictures;

namespace Attn.Faces.Pictures;

/// <summary>
/// What a JPEG or PNG says about itself before its pixels, and from that, what decoding it takes. Read here and not by
/// libvips, whose header tells neither interlacing nor scans, and is read by code that the picture could attack.
/// </summary>
/// <remarks>
/// The figures were measured with libvips 8.18 as the difference of the process's peak memory, over pictures of 12 and
/// 40 megapixels: docs/faces.md has the table.
/// </remarks>
internal sealed record PictureHeader
{
    /// <summary>What decoding one picture may hold. A progressive JPEG of 12 megapixels takes 37 to 73 MB.</summary>
    public const long MaxHeldBytes = 80L * 1024 * 1024;

    /// <summary>Decoding takes time per pixel, whatever it holds.</summary>
    public const long MaxPixels = 40_000_000;

    /// <summary>
    /// What JPEG's format allows. Wider pictures of a few lines take many times what their pixels do, because the
    /// thumbnailer holds lines of the full width; higher ones take seconds, because it works line by line.
    /// </summary>
    public const int MaxSide = 65_535;

    /// <summary>
    /// Every scan goes over the whole picture again, and takes a few bytes of the file. Cameras and programs write
    /// three to fifteen.
    /// </summary>
    public const int MaxScans = 32;

    /// <summary>What an entry of metadata takes beside its bytes.</summary>
    public const long BytesPerEntry = 256;

    /// <summary>Buffers, the small picture and its encoding, whatever the size of the large one.</summary>
    private const long WorkingBytes = 24L * 1024 * 1024;

    /// <summary>Of what shrinking sums up into one line, libvips holds this many lines at once.</summary>
    private const long LinesPerShrunkLine = 96;

    /// <summary>It holds no fewer, however few the picture has; measured at 157 for 3,300,000 × 8.</summary>
    private const long MinLines = 160;

    /// <summary>Colour profiles, CMYK and transparency are computed with one float per sample.</summary>
    private const int FloatBytes = 4;

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>Samples per pixel: grey 1, colour 3, CMYK 4; transparency is one more.</summary>
    public required int Bands { get; init; }

    public required int BytesPerSample { get; init; }

    /// <summary>The picture as the decoder would hold it whole: its samples, or the coefficients of a JPEG.</summary>
    public required long DecodedBytes { get; init; }

    /// <summary>Whether it is held whole: an interlaced PNG, or a JPEG in several scans.</summary>
    public required bool IsHeldWhole { get; init; }

    /// <summary>Whether the decoder itself halves the picture once or more, as that of JPEG does.</summary>
    public bool ShrinksOnLoad { get; init; }

    public bool NeedsFloats { get; init; }

    public int Scans { get; init; } = 1;

    /// <summary>Bytes of metadata, inflated where they are compressed.</summary>
    public long MetadataBytes { get; init; }

    /// <summary>Whether the picture may be decoded at all.</summary>
    public bool IsWithinBounds =>
        Math.Max(Width, Height) <= MaxSide
        && (long)Width * Height <= MaxPixels
        && Scans <= MaxScans
        && HeldBytes <= MaxHeldBytes;

    /// <summary>
    /// What of the picture is in memory at once while it is decoded and shrunk. Metadata is there twice.
    /// </summary>
    private long HeldBytes =>
        (IsHeldWhole ? DecodedBytes + StreamedBytes : Math.Max(DecodedBytes, StreamedBytes)) + (2 * MetadataBytes);

    private long StreamedBytes
    {
        get
        {
            var shrink = Math.Max(1.0, Math.Max(Width, Height) / (double)Picture.MaxSide);
            var onLoad = ShrinksOnLoad ? ShrinkOnLoad(shrink) : 1;
            var lines = Math.Min(Height / onLoad, (long)(LinesPerShrunkLine * shrink / onLoad));
            return Math.Max(lines, MinLines)
                * (Width / onLoad)
                * Bands
                * (BytesPerSample + (NeedsFloats ? FloatBytes : 0));
        }
    }

    /// <returns><c>null</c> if it is neither a JPEG nor a PNG, or of a kind that is not decoded.</returns>
    public static PictureHeader? Read(ReadOnlySpan<byte> file) =>
        PictureFormat.IsJpeg(file) ? JpegHeader.Read(file)
        : PictureFormat.IsPng(file) ? PngHeader.Read(file)
        : null;

    /// <summary>What to reserve while the picture is decoded.</summary>
    public long BytesToReserve => HeldBytes + WorkingBytes;

    /// <summary>As libvips's thumbnailer: it leaves at least a factor of two to better filters.</summary>
    private static int ShrinkOnLoad(double shrink) =>
        shrink switch
        {
            >= 16 => 8,
            >= 8 => 4,
            >= 4 => 2,
            _ => 1,
        };
}
