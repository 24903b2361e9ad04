using System.Buffers.Binary;
using System.IO.Compression;

namespace Attn.Aksis;

/// <summary>
/// The picture of a demo student without a photo: head and shoulders, drawn here so that no picture of a person has to be shipped.
/// A face comparison finds no face in it.
/// </summary>
internal static class DemoPicture
{
    private const int Size = 256;
    private const int BytesPerPixel = 3;

    private static readonly Lazy<byte[]> Drawn = new(Draw);

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Background => [0xE3, 0xE8, 0xEE];

    private static ReadOnlySpan<byte> Figure => [0x7A, 0x8A, 0x9E];

    public static byte[] Png => Drawn.Value;

    private static byte[] Draw()
    {
        using var png = new MemoryStream();
        png.Write(Signature);
        // 8 bits a channel, red, green and blue, not interlaced.
        byte[] header = [0, 0, Size >> 8, Size & 0xFF, 0, 0, Size >> 8, Size & 0xFF, 8, 2, 0, 0, 0];
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "IDAT"u8, Compress(Pixels()));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <summary>Rows of pixels, each after a byte that says it is not filtered.</summary>
    private static byte[] Pixels()
    {
        const int Stride = 1 + Size * BytesPerPixel;
        var pixels = new byte[Size * Stride];
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
                (IsFigure(x, y) ? Figure : Background).CopyTo(pixels.AsSpan(y * Stride + 1 + x * BytesPerPixel));
        }

        return pixels;
    }

    private static bool IsFigure(int x, int y) => IsInside(x, y, 128, 100, 46, 58) || IsInside(x, y, 128, 260, 92, 84);

    private static bool IsInside(int x, int y, int centreX, int centreY, int radiusX, int radiusY)
    {
        var (across, down) = ((x - centreX) / (double)radiusX, (y - centreY) / (double)radiusY);
        return across * across + down * down <= 1;
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(bytes);
        return compressed.ToArray();
    }

    private static void WriteChunk(Stream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(type, data));
        png.Write(number);
    }

    /// <summary>CRC-32 as PNG asks for it: polynomial 0xEDB88320, bits reflected.</summary>
    private static uint Checksum(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data) =>
        ~Extend(Extend(uint.MaxValue, type), data);

    private static uint Extend(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return crc;
    }
}
