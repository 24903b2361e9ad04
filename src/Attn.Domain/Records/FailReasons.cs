namespace Attn.Domain;

/// <summary>The fixed words of <c>fail_reason</c> in the HTTP contract.</summary>
public static class FailReasons
{
    public const string Pending = "FACE_RECOGNITION_PENDING";
    public const string WifiFailed = "WIFI_FAILED";
    public const string ImageMissing = "FACE_VERIFICATION_REQUIRED_BUT_IMAGE_MISSING";
    public const string ReferenceMissing = "REFERENCE_IMAGE_NOT_FOUND";
    public const string SubmissionFailed = "FACE_VERIFICATION_SUBMISSION_FAILED";
    public const string TimedOut = "FACE_VERIFICATION_TIMEOUT";

    /// <summary>The student did not consent to a face check, so the teacher decides.</summary>
    public const string NeedsTeacher = "NEEDS_TEACHER";

    private const string VerificationFailedPrefix = "FACE_VERIFICATION_FAILED: ";

    /// <summary>The student sent this selfie, or the same picture stored again, in another class session.</summary>
    public const string SelfieUsedBefore =
        VerificationFailedPrefix + "This selfie was used before, take a new photo now.";

    public static string VerificationFailed(string reason) => VerificationFailedPrefix + reason;

    /// <summary>The code of a reason that the program gave; <c>null</c> for any other text.</summary>
    public static ReasonCode? CodeOf(string? reason) =>
        reason switch
        {
            Pending => ReasonCode.FaceRecognitionPending,
            WifiFailed => ReasonCode.WifiFailed,
            ImageMissing => ReasonCode.FaceVerificationRequiredButImageMissing,
            ReferenceMissing => ReasonCode.ReferenceImageNotFound,
            SubmissionFailed => ReasonCode.FaceVerificationSubmissionFailed,
            TimedOut => ReasonCode.FaceVerificationTimeout,
            NeedsTeacher => ReasonCode.NeedsTeacher,
            SelfieUsedBefore => ReasonCode.SelfieUsedBefore,
            not null when reason.StartsWith(VerificationFailedPrefix, StringComparison.Ordinal) =>
                ReasonCode.FaceVerificationFailed,
            _ => null,
        };
}
