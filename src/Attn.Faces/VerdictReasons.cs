namespace Attn.Faces;

/// <summary>The text of each reason, part of the contract: students read it, and teachers' clients show it.</summary>
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
