namespace Attn.Aksis;

/// <summary>Whether bytes are a picture that may serve as a profile photo, and the photo inside a <c>data:</c> address.</summary>
internal static class ProfilePhoto
{
    /// <summary>Bytes; a larger photo is treated as missing.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const string DataScheme = "data:";
    private const string Base64Mark = ";base64";

    /// <summary>The end mark of a JPEG may be followed by padding, but not by much.</summary>
    private const int TailBytes = 1024;

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> JpegEnd => [0xFF, 0xD9];

    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> PngEnd => "IEND"u8;

    public static bool IsDataAddress(string address) =>
        address.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The bytes in a base64 <c>data:</c> address, or null if there are none that can be read.</summary>
    public static byte[]? FromDataAddress(string address)
    {
        var comma = address.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0 || !address.AsSpan(0, comma).Contains(Base64Mark, StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[(address.Length - comma) * 3 / 4 + 3];
        return Convert.TryFromBase64String(Uri.UnescapeDataString(address[(comma + 1)..]), bytes, out var length)
            ? bytes[..length]
            : null;
    }

    /// <summary>A whole JPEG or PNG of at most <see cref="MaxBytes"/>; half a photo would be compared with a selfie and refuse its owner.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
            return false;
        var tail = bytes[Math.Max(0, bytes.Length - TailBytes)..];
        return bytes.StartsWith(JpegStart)
            ? tail.IndexOf(JpegEnd) >= 0
            : bytes.StartsWith(PngStart) && tail.IndexOf(PngEnd) >= 0;
    }
}
