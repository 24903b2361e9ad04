namespace Attn.Domain;

/// <summary>
/// Why the program did not accept a try; the word for <see cref="FailReasons"/> that clients switch on.
/// </summary>
public enum ReasonCode
{
    FaceRecognitionPending,
    WifiFailed,
    FaceVerificationRequiredButImageMissing,
    ReferenceImageNotFound,
    FaceVerificationSubmissionFailed,
    FaceVerificationFailed,
    FaceVerificationTimeout,
    NeedsTeacher,
    SelfieUsedBefore,
}
