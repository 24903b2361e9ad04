using System.Buffers.Binary;
using System.IO.Compression;
using NetVips;

namespace Attn.Faces.Tests;

/// <summary>Broken and unusual pictures, generated: none is a file in the repository.</summary>
internal static class BadPictures
{
    private static readonly byte[] Png = SamplePhotos.Edit(SamplePhotos.Berta, image => image.Resize(0.5), ".png");

    public static byte[] Empty => [];

    public static byte[] OnlyMagicBytes => [0xFF, 0xD8, 0xFF];

    public static byte[] Text => "This is a text called selfie.jpg."u8.ToArray();

    public static byte[] TruncatedJpeg { get; } = SamplePhotos.Berta[..(SamplePhotos.Berta.Length / 2)];

    public static byte[] TruncatedPng { get; } = Png[..(Png.Length / 2)];

    public static byte[] CorruptJpeg { get; } = Corrupt(SamplePhotos.Berta);

    public static byte[] CorruptPng { get; } = Corrupt(Png);

    /// <summary>Nine hundred million pixels in a few hundred bytes.</summary>
    public static byte[] Bomb { get; } = MakeBomb(30_000);

    public static byte[] Gif { get; } = SamplePhotos.Edit(SamplePhotos.Berta, image => image.Resize(0.3), ".gif");

    public static byte[] NoFace { get; } =
        SamplePhotos.Edit(SamplePhotos.Berta, image => image.Gaussblur(50).Resize(0.3));

    public static byte[] TenFaces { get; } =
        SamplePhotos.Edit(
            SamplePhotos.Berta,
            image => Image.Arrayjoin([.. Enumerable.Repeat(image.Resize(0.5), 10)], across: 5)
        );

    /// <summary>Pictures that cannot be decoded.</summary>
    public static IReadOnlyDictionary<string, byte[]> Unreadable { get; } =
        new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["empty"] = Empty,
            ["only magic bytes"] = OnlyMagicBytes,
            ["text"] = Text,
            ["truncated JPEG"] = TruncatedJpeg,
            ["truncated PNG"] = TruncatedPng,
            ["bomb"] = Bomb,
            ["GIF"] = Gif,
        };

    /// <summary>Unusual pictures of a person.</summary>
    public static IReadOnlyDictionary<string, byte[]> Unusual { get; } =
        new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["grey"] = SamplePhotos.Edit(SamplePhotos.AnnaSmiling, image => image.Colourspace(Enums.Interpretation.Bw)),
            ["CMYK"] = SamplePhotos.Edit(
                SamplePhotos.AnnaSmiling,
                image => image.Colourspace(Enums.Interpretation.Cmyk)
            ),
            ["16 bits"] = SamplePhotos.Edit(
                SamplePhotos.AnnaSmiling,
                image => image.Colourspace(Enums.Interpretation.Rgb16),
                ".png"
            ),
            ["grey 16 bits"] = SamplePhotos.Edit(
                SamplePhotos.AnnaSmiling,
                image => image.Colourspace(Enums.Interpretation.Grey16),
                ".png"
            ),
            ["alpha"] = SamplePhotos.Edit(SamplePhotos.AnnaSmiling, image => image.Bandjoin(200), ".png"),
            ["grey alpha"] = SamplePhotos.Edit(
                SamplePhotos.AnnaSmiling,
                image => image.Colourspace(Enums.Interpretation.Bw).Bandjoin(200),
                ".png"
            ),
            ["palette"] = SamplePhotos.Edit(SamplePhotos.AnnaSmiling, image => image.Copy(), ".png[palette=true]"),
            ["wide gamut"] = SamplePhotos.Edit(
                SamplePhotos.AnnaSmiling,
                image => image.IccTransform("p3", inputProfile: "srgb"),
                ".jpg[profile=p3]"
            ),
            ["animated PNG"] = Animated(SamplePhotos.Edit(SamplePhotos.AnnaSmiling, image => image.Copy(), ".png")),
        };

    private static byte[] Corrupt(byte[] picture)
    {
        const int HeaderBytes = 700;
        const int Every = 97;
        var corrupt = picture.ToArray();
        for (var i = HeaderBytes; i < corrupt.Length; i += Every)
            corrupt[i] ^= 0x55;
        return corrupt;
    }

    private static byte[] MakeBomb(int side)
    {
        const int HeaderLength = 13;
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        header[8] = 1;

        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(rows, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(new byte[100_000]);
        return
        [
            0x89,
            .. "PNG\r\n\u001a\n"u8,
            .. Chunk("IHDR"u8, header),
            .. Chunk("IDAT"u8, rows.ToArray()),
            .. Chunk("IEND"u8, []),
        ];
    }

    // A chunk after the header announces the animation; readers that do not support it see the first picture.
    private static byte[] Animated(byte[] png)
    {
        const int AfterHeader = 33;
        return [.. png[..AfterHeader], .. Chunk("acTL"u8, [0, 0, 0, 2, 0, 0, 0, 0]), .. png[AfterHeader..]];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        var length = new byte[4];
        var check = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc([.. type, .. data]));
        return [.. length, .. type, .. data, .. check];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
        }
        return ~crc;
    }
}
