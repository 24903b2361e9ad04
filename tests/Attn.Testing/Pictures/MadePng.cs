using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Attn.Testing.Pictures;

/// <summary>Writes a valid black PNG of any size and kind, or one whose pixels end early.</summary>
public static class MadePng
{
    public const byte Grey = 0;
    public const byte Rgb = 2;
    public const byte Rgba = 6;

    private static readonly int[][] Adam7 =
    [
        [0, 0, 8, 8],
        [4, 0, 8, 8],
        [0, 4, 4, 8],
        [2, 0, 4, 4],
        [0, 2, 2, 4],
        [1, 0, 2, 2],
        [0, 1, 1, 2],
    ];

    private static readonly uint[] CrcOfByte =
    [
        .. Enumerable
            .Range(0, 256)
            .Select(value =>
                Enumerable
                    .Range(0, 8)
                    .Aggregate((uint)value, (crc, _) => (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320u)
            ),
    ];

    /// <param name="before">Chunks between the header and the pixels.</param>
    public static byte[] Of(int width, int height, int depth, byte colour, bool interlaced, params byte[][] before) =>
        Assemble(width, height, depth, colour, interlaced, Rows(width, height, depth, colour, interlaced), before);

    /// <summary>Claims any size, and has a hundred thousand bytes of pixels.</summary>
    public static byte[] Claiming(int width, int height, int depth = 8, byte colour = Grey) =>
        Assemble(width, height, depth, colour, interlaced: false, Deflate(100_000), []);

    public static byte[] Chunk(string type, params byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        byte[] checkedBytes = [.. Encoding.ASCII.GetBytes(type), .. data];
        var check = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc(checkedBytes));
        return [.. length, .. checkedBytes, .. check];
    }

    /// <summary>So many zeros, compressed a thousandfold.</summary>
    public static byte[] Deflate(long zeros)
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var block = new byte[64 * 1024];
            for (var left = zeros; left > 0; left -= block.Length)
                zlib.Write(block, 0, (int)Math.Min(block.Length, left));
        }

        return memory.ToArray();
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
            crc = (crc >> 8) ^ CrcOfByte[(crc ^ value) & 0xFF];
        return ~crc;
    }

    private static byte[] Rows(int width, int height, int depth, byte colour, bool interlaced)
    {
        var bits =
            depth
            * colour switch
            {
                Rgb => 3,
                Rgba => 4,
                _ => 1,
            };
        var bytes = interlaced
            ? Adam7.Sum(pass => PassBytes(Part(width, pass[0], pass[2]), Part(height, pass[1], pass[3]), bits))
            : PassBytes(width, height, bits);
        return Deflate(bytes);
    }

    private static byte[] Assemble(
        int width,
        int height,
        int depth,
        byte colour,
        bool interlaced,
        byte[] pixels,
        byte[][] before
    )
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, colour, (byte)(interlaced ? 1 : 0));
        return
        [
            0x89,
            .. "PNG\r\n\x1a\n"u8,
            .. Chunk("IHDR", header),
            .. before.SelectMany(chunk => chunk),
            .. Chunk("IDAT", pixels),
            .. Chunk("IEND"),
        ];
    }

    private static int Part(int size, int first, int step) => Math.Max(0, (size - first + step - 1) / step);

    // A filter byte before each row.
    private static long PassBytes(long width, long height, int bits) =>
        width == 0 ? 0 : height * (1 + (((width * bits) + 7) / 8));
}
