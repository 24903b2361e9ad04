using System.Text;

namespace Attn.Testing.Pictures;

/// <summary>
/// Small files that take much memory or time once somebody decodes them. None is a file in the repository.
/// </summary>
public static class PictureBombs
{
    private const int UploadBytes = 8 * 1024 * 1024;

    private static readonly Lazy<byte[]> AdamPlain = new(() => MadePng.Of(6300, 6300, 16, MadePng.Rgba, true));

    /// <summary>308 KB, and 318 MB decoded.</summary>
    public static byte[] Interlaced => AdamPlain.Value;

    /// <summary>The same, made larger than what is stored as it came, so that it is shrunk on arrival.</summary>
    public static byte[] InterlacedAndPadded => WithChunk(Interlaced, "tEXt", [.. "a\0"u8, .. new byte[1024 * 1024]]);

    /// <summary>Everything that may not be decoded, by what it is.</summary>
    public static IReadOnlyDictionary<string, Func<byte[]>> TooLarge { get; } =
        new Dictionary<string, Func<byte[]>>(StringComparer.Ordinal)
        {
            ["interlaced, 16 bits"] = () => Interlaced,
            ["interlaced, 16 bits, padded"] = () => InterlacedAndPadded,
            ["interlaced, 16 bits, cut off"] = () => Interlaced[..(Interlaced.Length / 2)],
            ["very wide"] = () => MadePng.Of(3_300_000, 8, 8, MadePng.Rgb, false),
            ["very high"] = () => MadePng.Of(1, 40_000_000, 8, MadePng.Grey, false),
            ["16 bits, row by row"] = () => MadePng.Of(5000, 5000, 16, MadePng.Rgba, false),
            ["claims 60,000 × 60,000"] = () => MadePng.Claiming(60_000, 60_000),
            ["claims 2³¹ − 1 twice"] = () => MadePng.Claiming(int.MaxValue, int.MaxValue, 16, MadePng.Rgba),
            ["text that inflates"] = () =>
                MadePng.Of(8, 8, 8, MadePng.Rgb, false, [.. Enumerable.Repeat(Inflating("zTXt", "a\0\0"), 8)]),
            ["international text that inflates"] = () =>
                MadePng.Of(8, 8, 8, MadePng.Rgb, false, Inflating("iTXt", "a\0\u0001\0\0\0")),
            ["a colour profile that inflates"] = () =>
                MadePng.Of(8, 8, 8, MadePng.Rgb, false, Inflating("iCCP", "a\0\0")),
            ["half a million chunks"] = () =>
                MadePng.Of(8, 8, 8, MadePng.Rgb, false, [.. Enumerable.Repeat(MadePng.Chunk("tEXt", 97, 0), 500_000)]),
            ["animated and large"] = () =>
                MadePng.Of(
                    5000,
                    5000,
                    8,
                    MadePng.Rgba,
                    true,
                    MadePng.Chunk("acTL", 0, 0, 0, 9, 0, 0, 0, 0),
                    MadePng.Chunk("fcTL", new byte[26])
                ),
            ["progressive, 5,000 scans"] = () => MadeJpeg.Progressive(6000, 6000, scans: 5000),
            ["progressive, in full colour"] = () => MadeJpeg.Progressive(6000, 6000, components: 3),
            ["claims 65,500 × 65,500"] = () => Claiming65500(MadeJpeg.Baseline(8, 8)),
            ["progressive, CMYK"] = () => MadeJpeg.Progressive(4032, 3024, components: 4),
            ["a million comments"] = () => MadeJpeg.Baseline(8, 8, 1, Comments(1_000_000)),
        };

    /// <summary>What looks dangerous and is not: it costs no more than a photo.</summary>
    public static IReadOnlyDictionary<string, Func<byte[]>> Harmless { get; } =
        new Dictionary<string, Func<byte[]>>(StringComparer.Ordinal)
        {
            ["12 megapixels"] = () => MadeJpeg.Baseline(4032, 3024, 3),
            ["12 megapixels, progressive"] = () => MadeJpeg.Progressive(4032, 3024, scans: 10, components: 3),
            ["12 megapixels, CMYK"] = () => MadeJpeg.Baseline(4032, 3024, 4),
            ["40 megapixels, grey"] = () => MadeJpeg.Baseline(6300, 6300),
            ["grey, 16 bits"] = () => MadePng.Of(6300, 6300, 16, MadePng.Grey, false),
            ["a giant EXIF"] = () =>
                MadeJpeg.Baseline(
                    64,
                    64,
                    1,
                    MadeJpeg.Segments(0xE1, Encoding.ASCII.GetBytes("Exif\0\0"), new byte[UploadBytes - (200 * 1024)])
                ),
            ["two pictures in one file"] = () =>
                [.. MadeJpeg.Baseline(640, 480, 3), .. MadeJpeg.Progressive(60_000, 6000, 100)],
            ["65,500 × 1"] = () => MadeJpeg.Baseline(65_500, 1, 3),
            ["1 × 65,535"] = () => MadePng.Of(1, 65_535, 16, MadePng.Rgba, true),
            ["animated"] = () =>
                MadePng.Of(
                    640,
                    480,
                    8,
                    MadePng.Rgb,
                    false,
                    MadePng.Chunk("acTL", 0, 0, 3, 232, 0, 0, 0, 0),
                    MadePng.Chunk("fdAT", [0, 0, 0, 1, .. MadePng.Deflate(300_000_000)])
                ),
        };

    /// <summary>Puts a chunk behind the header.</summary>
    private static byte[] WithChunk(byte[] png, string type, byte[] data)
    {
        const int afterHeader = 33;
        return [.. png[..afterHeader], .. MadePng.Chunk(type, data), .. png[afterHeader..]];
    }

    private static byte[] Inflating(string type, string start) =>
        MadePng.Chunk(type, [.. Encoding.Latin1.GetBytes(start), .. MadePng.Deflate(50_000_000)]);

    private static byte[] Comments(int count) =>
        [.. Enumerable.Repeat<byte[]>([0xFF, 0xFE, 0, 2], count).SelectMany(each => each)];

    /// <summary>Writes the size over that of the frame.</summary>
    private static byte[] Claiming65500(byte[] jpeg)
    {
        byte[] frame = [0xFF, 0xC0, 0, 11, 8];
        var at = jpeg.AsSpan().IndexOf(frame) + frame.Length;
        for (var each = 0; each < 4; each += 2)
            (jpeg[at + each], jpeg[at + each + 1]) = (0xFF, 0xDC);
        return jpeg;
    }
}
