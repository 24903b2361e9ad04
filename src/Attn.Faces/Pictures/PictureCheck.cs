namespace Attn.Faces.Pictures;

/// <summary>Whether a picture may be decoded, by its header alone.</summary>
public enum PictureCheck
{
    Usable,

    /// <summary>It is no JPEG or PNG, is cut off in its header, or of a kind that no camera writes.</summary>
    Unreadable,

    /// <summary>Decoding would take too much memory or time.</summary>
    TooLarge,
}
