using System.Buffers.Binary;

namespace Attn.Faces.Pictures;

/// <summary>
/// Reads the segments of a JPEG up to its end (ITU-T T.81, annex B), as libjpeg does: bytes between segments are
/// skipped. What follows the first picture, such as the second one of an MPO, is never decoded.
/// </summary>
internal static class JpegHeader
{
    private const byte Fill = 0xFF;
    private const byte BaselineFrame = 0xC0;
    private const byte ExtendedFrame = 0xC1;
    private const byte ProgressiveFrame = 0xC2;
    private const byte HuffmanTables = 0xC4;
    private const byte ExtensionOfFrames = 0xC8;
    private const byte ArithmeticTables = 0xCC;
    private const byte FirstRestart = 0xD0;
    private const byte Start = 0xD8;
    private const byte End = 0xD9;
    private const byte Scan = 0xDA;
    private const byte FirstApplication = 0xE0;
    private const byte ColourProfile = 0xE2;
    private const byte LastApplication = 0xEF;
    private const byte Comment = 0xFE;
    private const int LengthBytes = 2;
    private const int BlockSide = 8;
    private const int BytesPerCoefficient = 2;
    private const int MaxComponents = 4;
    private const int Cmyk = 4;

    public static PictureHeader? Read(ReadOnlySpan<byte> file)
    {
        Frame? frame = null;
        var (scans, metadata, hasProfile, isWhole) = (0, 0L, false, false);
        var at = LengthBytes;
        while (FindMarker(file, ref at) is var marker and not (0 or End))
        {
            if (IsWithoutLength(marker))
                continue;
            // libjpeg goes on behind a segment of an impossible length, and would meet what is not counted here.
            if (!TryReadSegment(file, ref at, out var segment))
                return null;
            switch (marker)
            {
                case Scan when frame is null || segment.IsEmpty:
                    return null;
                case Scan when ++scans == 1:
                    // A picture in several scans is kept as coefficients until the last one.
                    isWhole = frame.IsProgressive || segment[0] < frame.Components;
                    if (!isWhole)
                        return HeaderOf(frame, isWhole, scans, metadata, hasProfile);
                    break;
                case BaselineFrame or ExtendedFrame or ProgressiveFrame:
                    if (frame is not null || (frame = Frame.Read(marker, segment)) is null)
                        return null;
                    break;
                case >= FirstApplication and <= LastApplication or Comment:
                    metadata += segment.Length + PictureHeader.BytesPerEntry;
                    hasProfile |= marker == ColourProfile && segment.StartsWith("ICC_PROFILE"u8);
                    break;
                case var other when IsOtherFrame(other):
                    return null;
            }
        }

        return frame is null || scans == 0 ? null : HeaderOf(frame, isWhole, scans, metadata, hasProfile);
    }

    private static PictureHeader HeaderOf(Frame frame, bool isWhole, int scans, long metadata, bool hasProfile) =>
        new()
        {
            Width = frame.Width,
            Height = frame.Height,
            Bands = frame.Components,
            BytesPerSample = 1,
            DecodedBytes = isWhole ? frame.CoefficientBytes : 0,
            IsHeldWhole = isWhole,
            ShrinksOnLoad = true,
            NeedsFloats = hasProfile || frame.Components == Cmyk,
            Scans = scans,
            MetadataBytes = metadata,
        };

    /// <returns>0 at the end of the file.</returns>
    private static byte FindMarker(ReadOnlySpan<byte> file, ref int at)
    {
        while (at < file.Length)
        {
            var next = file[at..].IndexOf(Fill);
            if (next < 0)
                break;
            at += next;
            while (at < file.Length && file[at] == Fill)
                at++;
            // A zero after 0xFF is part of the compressed data.
            if (at < file.Length && file[at++] is var marker and not 0)
                return marker;
        }

        return 0;
    }

    private static bool TryReadSegment(ReadOnlySpan<byte> file, ref int at, out ReadOnlySpan<byte> segment)
    {
        segment = default;
        if (at + LengthBytes > file.Length)
            return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
        if (length < LengthBytes || at + length > file.Length)
            return false;
        segment = file.Slice(at + LengthBytes, length - LengthBytes);
        at += length;
        return true;
    }

    private static bool IsWithoutLength(byte marker) => marker is 0x01 or (>= FirstRestart and <= Start);

    /// <summary>Lossless, hierarchical or arithmetic: no camera writes them.</summary>
    private static bool IsOtherFrame(byte marker) =>
        marker is > ProgressiveFrame and <= 0xCF and not (HuffmanTables or ExtensionOfFrames or ArithmeticTables);

    private sealed record Frame(bool IsProgressive, int Width, int Height, int Components, long CoefficientBytes)
    {
        private const int HeadBytes = 6;
        private const int BytesPerComponent = 3;
        private const int MaxSampling = 4;

        public static Frame? Read(byte marker, ReadOnlySpan<byte> segment)
        {
            if (segment.Length < HeadBytes || segment[0] != 8)
                return null;
            var height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
            var width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
            var components = (int)segment[5];
            if (width == 0 || height == 0 || components is < 1 or > MaxComponents)
                return null;
            if (segment.Length < HeadBytes + (components * BytesPerComponent))
                return null;
            return CoefficientsOf(segment[HeadBytes..], width, height, components) is { } bytes
                ? new(marker == ProgressiveFrame, width, height, components, bytes)
                : null;
        }

        /// <summary>Two bytes for each sample, less where colour is stored at a lower resolution.</summary>
        private static long? CoefficientsOf(ReadOnlySpan<byte> table, int width, int height, int components)
        {
            var (across, down, samples) = (0, 0, 0L);
            for (var each = 0; each < components; each++)
            {
                var (h, v) = (table[(each * BytesPerComponent) + 1] >> 4, table[(each * BytesPerComponent) + 1] & 15);
                if (h is < 1 or > MaxSampling || v is < 1 or > MaxSampling)
                    return null;
                (across, down, samples) = (Math.Max(across, h), Math.Max(down, v), samples + (h * v));
            }

            var units = DivideUp(width, BlockSide * across) * DivideUp(height, BlockSide * down);
            return units * samples * BlockSide * BlockSide * BytesPerCoefficient;
        }

        private static long DivideUp(int value, int by) => (value + by - 1) / by;
    }
}
