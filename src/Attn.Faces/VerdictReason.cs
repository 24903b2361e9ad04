namespace Attn.Faces;

/// <summary>Why a comparison ended as it did; each has words for the student, see <see cref="VerdictReasons"/>.</summary>
public enum VerdictReason
{
    Match,
    NoMatch,
    NotSimilarEnough,
    NoFaceInSelfie,
    SeveralFaces,
    FaceTooSmall,
    TooDarkOrBlurred,
    TooBright,
    NotFacing,
    SelfieUnreadable,
    ProfilePhotoUnreadable,
    NoFaceInProfilePhoto,
    SamePicture,
}

/// <summary>The words of each reason. Students read them, and teachers' clients show them: they stay as they are.</summary>
public static class VerdictReasons
{
    public static string Text(this VerdictReason reason) =>
        reason switch
        {
            VerdictReason.Match => "faces match",
            VerdictReason.NoMatch => "faces do not match",
            VerdictReason.NotSimilarEnough => "not similar enough, try again in better light",
            VerdictReason.NoFaceInSelfie => "no face found in the selfie",
            VerdictReason.SeveralFaces => "more than one face",
            VerdictReason.FaceTooSmall => "face too small",
            VerdictReason.TooDarkOrBlurred => "picture too dark or blurred",
            VerdictReason.TooBright => "picture too bright, turn away from the light",
            VerdictReason.NotFacing => "face turned away, look straight into the camera",
            VerdictReason.SelfieUnreadable => "picture unreadable",
            VerdictReason.ProfilePhotoUnreadable => "profile photo unreadable",
            VerdictReason.NoFaceInProfilePhoto => "no face found in the profile photo",
            VerdictReason.SamePicture => "This is your profile photo, not a selfie",
        };
}
