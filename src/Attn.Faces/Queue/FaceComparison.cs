namespace Attn.Faces.Queue;

/// <summary>One comparison to make.</summary>
/// <param name="VerificationId">Names the comparison; a student's number is not needed and not known here.</param>
/// <param name="Picture">The selfie, JPEG or PNG.</param>
/// <param name="IntendedPicture">The profile photo, JPEG or PNG.</param>
/// <param name="WebhookUrl">Where the verdict goes; <c>null</c> where it stays in the process.</param>
public sealed record FaceComparison(
    Guid VerificationId,
    ReadOnlyMemory<byte> Picture,
    ReadOnlyMemory<byte> IntendedPicture,
    Uri? WebhookUrl = null
)
{
    internal long Bytes => Picture.Length + IntendedPicture.Length;
}
