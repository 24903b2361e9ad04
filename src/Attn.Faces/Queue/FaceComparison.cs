namespace Attn.Faces.Queue;

/// <summary>A comparison for the queue.</summary>
/// <param name="VerificationId">Identifies the comparison. The student's number is not known here.</param>
/// <param name="Picture">The selfie, JPEG or PNG.</param>
/// <param name="IntendedPicture">The profile photo, JPEG or PNG.</param>
/// <param name="WebhookUrl">Where to post the verdict; <c>null</c> if it stays in the process.</param>
public sealed record FaceComparison(
    Guid VerificationId,
    ReadOnlyMemory<byte> Picture,
    ReadOnlyMemory<byte> IntendedPicture,
    Uri? WebhookUrl = null
)
{
    internal long Bytes => Picture.Length + IntendedPicture.Length;
}
