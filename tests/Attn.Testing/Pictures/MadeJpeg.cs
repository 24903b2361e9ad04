using System.Buffers.Binary;

namespace Attn.Testing.Pictures;

/// <summary>
/// Writes a valid grey or colour JPEG of one shade, a bit or two per block of 8×8: of any size, with any number of
/// scans.
/// </summary>
public static class MadeJpeg
{
    private const int BlockSide = 8;

    /// <summary>A run without coefficients that one symbol of fifteen bits announces, in blocks.</summary>
    private const int BlocksPerRun = 1 << 14;

    private const int BitsPerRun = 15;
    private const int MaxSegment = 65_533;

    // A code of one bit, which is zero: for a difference of 0, for the end of a block, and for the end of 2¹⁴ blocks.
    private static readonly byte[] DcTable = [0x00, 1, .. new byte[15], 0x00];
    private static readonly byte[] AcTable = [0x10, 1, .. new byte[15], 0x00];
    private static readonly byte[] RunTable = [0x10, 1, .. new byte[15], 0xE0];

    /// <summary>All components in one scan.</summary>
    /// <param name="before">Segments after the start of the picture.</param>
    public static byte[] Baseline(int width, int height, int components = 1, params byte[][] before) =>
        [
            .. Head(0xC0, width, height, components, before),
            .. Segment(0xC4, DcTable),
            .. Segment(0xC4, AcTable),
            .. Segment(0xDA, ScanOf(components, 0, 63)),
            // A difference and an end for each block, a bit each.
            .. new byte[(2 * Blocks(width, height) * components / 8) + 1],
            0xFF,
            0xD9,
        ];

    /// <summary>A progressive one, with as many scans as wanted: each goes over the whole picture.</summary>
    public static byte[] Progressive(int width, int height, int scans = 2, int components = 1)
    {
        var blocks = Blocks(width, height);
        byte[] scan =
        [
            .. Segment(0xDA, ScanOf(1, 1, 63)),
            .. new byte[(BitsPerRun * ((blocks / BlocksPerRun) + 1) / 8) + 1],
        ];
        return
        [
            .. Head(0xC2, width, height, components, []),
            .. Segment(0xC4, DcTable),
            .. Segment(0xC4, RunTable),
            .. Segment(0xDA, ScanOf(components, 0, 0)),
            .. new byte[(blocks * components / 8) + 1],
            .. Enumerable.Repeat(scan, scans - 1).SelectMany(each => each),
            0xFF,
            0xD9,
        ];
    }

    /// <summary>A segment; longer data is cut into several.</summary>
    public static byte[] Segments(byte marker, byte[] start, byte[] data) =>
        [.. data.Chunk(MaxSegment - start.Length).SelectMany(part => Segment(marker, [.. start, .. part]))];

    public static byte[] Segment(byte marker, byte[] data)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(data.Length + 2));
        return [0xFF, marker, .. length, .. data];
    }

    private static byte[] Head(byte frame, int width, int height, int components, byte[][] before)
    {
        var sizes = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(sizes, (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(sizes.AsSpan(2), (ushort)width);
        var table = Enumerable.Range(1, components).SelectMany(id => new byte[] { (byte)id, 0x11, 0 });
        return
        [
            0xFF,
            0xD8,
            .. before.SelectMany(segment => segment),
            .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
            .. Segment(frame, [8, .. sizes, (byte)components, .. table]),
        ];
    }

    private static byte[] ScanOf(int components, byte first, byte last) =>
        [
            (byte)components,
            .. Enumerable.Range(1, components).SelectMany(id => new byte[] { (byte)id, 0x00 }),
            first,
            last,
            0,
        ];

    private static int Blocks(int width, int height) =>
        ((width + BlockSide - 1) / BlockSide) * ((height + BlockSide - 1) / BlockSide);
}
