namespace Attn.FaceVerifier.Verification;

/// <summary>What became of a valid request.</summary>
internal enum VerificationReceipt
{
    Accepted,
    AlreadyQueued,
    AlreadyDelivered,
    QueueFull,
    NotSigned,
    TargetNotAllowed,
    NotAPicture,

    /// <summary>Decoding one of the pictures would take too much memory or time.</summary>
    PictureTooLarge,
}
