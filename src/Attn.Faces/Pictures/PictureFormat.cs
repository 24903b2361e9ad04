namespace Attn.Faces.Pictures;

/// <summary>What a picture's first bytes say it is; a file's name and its declared type say nothing.</summary>
public static class PictureFormat
{
    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsJpegOrPng(ReadOnlySpan<byte> picture) => picture.StartsWith(Jpeg) || picture.StartsWith(Png);
}
