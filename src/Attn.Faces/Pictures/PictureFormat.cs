namespace Attn.Pictures;

/// <summary>
/// Recognizes a picture's format by its first bytes; a file's name and declared type prove nothing. Internal, because
/// every project that needs the rule compiles this file, also those that may not know Attn.Faces.
/// </summary>
internal static class PictureFormat
{
    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsJpeg(ReadOnlySpan<byte> picture) => picture.StartsWith(JpegStart);

    public static bool IsPng(ReadOnlySpan<byte> picture) => picture.StartsWith(PngStart);

    public static bool IsJpegOrPng(ReadOnlySpan<byte> picture) => IsJpeg(picture) || IsPng(picture);
}
