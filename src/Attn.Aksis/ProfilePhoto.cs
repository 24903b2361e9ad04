using Attn.Pictures;

namespace Attn.Aksis;

/// <summary>
/// Checks that bytes may serve as a profile photo, and reads the photo inside a <c>data:</c> address.
/// </summary>
internal static class ProfilePhoto
{
    /// <summary>Bytes; a larger photo is treated as missing.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const string DataScheme = "data:";
    private const string Base64Marker = ";base64";

    /// <summary>A little padding may follow the end marker of a JPEG.</summary>
    private const int TailBytes = 1024;

    private static ReadOnlySpan<byte> JpegEnd => [0xFF, 0xD9];

    private static ReadOnlySpan<byte> PngEnd => "IEND"u8;

    public static bool IsDataAddress(string address) =>
        address.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The bytes in a base64 <c>data:</c> address; null if it holds none that can be decoded.</summary>
    public static byte[]? FromDataAddress(string address)
    {
        var comma = address.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0 || !address.AsSpan(0, comma).Contains(Base64Marker, StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[(address.Length - comma) * 3 / 4 + 3];
        return Convert.TryFromBase64String(Uri.UnescapeDataString(address[(comma + 1)..]), bytes, out var length)
            ? bytes[..length]
            : null;
    }

    /// <summary>
    /// Whether this is a complete JPEG or PNG of at most <see cref="MaxBytes"/>. A face check against half a photo
    /// would refuse its owner.
    /// </summary>
    public static bool IsComplete(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
            return false;
        var tail = bytes[Math.Max(0, bytes.Length - TailBytes)..];
        return PictureFormat.IsJpeg(bytes)
            ? tail.IndexOf(JpegEnd) >= 0
            : PictureFormat.IsPng(bytes) && tail.IndexOf(PngEnd) >= 0;
    }
}
