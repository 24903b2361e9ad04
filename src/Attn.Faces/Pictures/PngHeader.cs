using System.Buffers.Binary;

namespace Attn.Faces.Pictures;

/// <summary>Reads the chunks of a PNG (W3C Portable Network Graphics, third edition) without inflating any.</summary>
internal static class PngHeader
{
    private const int SignatureBytes = 8;
    private const int HeaderBytes = 13;

    /// <summary>Length and type before a chunk's data, and the check sum after it.</summary>
    private const int FrameBytes = 12;

    /// <summary>The most that deflate makes of one byte.</summary>
    private const long MaxInflation = 1032;

    public static PictureHeader? Read(ReadOnlySpan<byte> file)
    {
        var rest = file[SignatureBytes..];
        if (!TryReadChunk(ref rest, out var type, out var data) || !type.SequenceEqual("IHDR"u8))
            return null;
        if (data.Length != HeaderBytes || ReadHeader(data) is not { } header)
            return null;

        var (metadata, isTransparent, hasProfile) = (0L, false, false);
        while (TryReadChunk(ref rest, out type, out data) && !type.SequenceEqual("IEND"u8))
        {
            isTransparent |= type.SequenceEqual("tRNS"u8);
            hasProfile |= type.SequenceEqual("iCCP"u8);
            metadata += MetadataBytes(type, data);
        }

        return header.ToPicture(metadata, isTransparent, hasProfile);
    }

    private static Header? ReadHeader(ReadOnlySpan<byte> data)
    {
        var (width, height) = (
            BinaryPrimitives.ReadInt32BigEndian(data),
            BinaryPrimitives.ReadInt32BigEndian(data[4..])
        );
        var (depth, colour, interlacing) = (data[8], data[9], data[12]);
        var bands = (colour, depth) switch
        {
            (0, 1 or 2 or 4 or 8 or 16) => 1,
            (2, 8 or 16) => 3,
            (3, 1 or 2 or 4 or 8) => 3,
            (4, 8 or 16) => 2,
            (6, 8 or 16) => 4,
            _ => 0,
        };
        return width > 0 && height > 0 && bands > 0 && data[10] == 0 && data[11] == 0 && interlacing <= 1
            ? new(width, height, bands, depth == 16 ? 2 : 1, colour is 4 or 6, interlacing == 1)
            : null;
    }

    /// <summary>
    /// Of chunks that the decoder keeps or inflates; compressed ones count as large as they could be.
    /// </summary>
    private static long MetadataBytes(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        if (type.SequenceEqual("IDAT"u8) || type.SequenceEqual("PLTE"u8) || type.SequenceEqual("fdAT"u8))
            return 0;
        return type.SequenceEqual("zTXt"u8) || type.SequenceEqual("iCCP"u8) || IsCompressedText(type, data)
            ? (data.Length * MaxInflation) + PictureHeader.BytesPerEntry
            : data.Length + PictureHeader.BytesPerEntry;
    }

    // Keyword, zero, whether it is compressed, …
    private static bool IsCompressedText(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data) =>
        type.SequenceEqual("iTXt"u8)
        && (data.IndexOf((byte)0) is var zero && (zero < 0 || zero + 1 >= data.Length || data[zero + 1] != 0));

    /// <returns><c>false</c> at the end, also where the file is cut off.</returns>
    private static bool TryReadChunk(
        ref ReadOnlySpan<byte> rest,
        out ReadOnlySpan<byte> type,
        out ReadOnlySpan<byte> data
    )
    {
        type = default;
        data = default;
        if (rest.Length < FrameBytes)
            return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        type = rest.Slice(4, 4);
        // The end of a chunk that is cut off: its type counts, for the decoder may look at what there is.
        data = rest.Slice(8, (int)Math.Min(length, rest.Length - FrameBytes));
        rest = rest[(8 + data.Length + 4)..];
        return true;
    }

    private sealed record Header(int Width, int Height, int Bands, int BytesPerSample, bool HasAlpha, bool IsInterlaced)
    {
        public PictureHeader ToPicture(long metadata, bool isTransparent, bool hasProfile)
        {
            var bands = isTransparent && !HasAlpha ? Bands + 1 : Bands;
            var pixels = (long)Width * Height;
            return new()
            {
                Width = Width,
                Height = Height,
                Bands = bands,
                BytesPerSample = BytesPerSample,
                // Also where rows are decoded one by one: all are inflated, so this bounds the time, too.
                DecodedBytes = pixels > PictureHeader.MaxPixels ? 0 : pixels * bands * BytesPerSample,
                IsHeldWhole = IsInterlaced,
                NeedsFloats = HasAlpha || isTransparent || hasProfile,
                MetadataBytes = metadata,
            };
        }
    }
}
