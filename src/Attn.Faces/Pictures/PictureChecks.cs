namespace Attn.Faces.Pictures;

/// <summary>Checks pictures before anything is decoded.</summary>
public static class PictureChecks
{
    public static PictureCheck Check(ReadOnlySpan<byte> picture) =>
        PictureHeader.Read(picture) switch
        {
            null => PictureCheck.Unreadable,
            { IsWithinBounds: true } => PictureCheck.Usable,
            _ => PictureCheck.TooLarge,
        };
}
