namespace Attn.Faces;

/// <summary>Why a comparison passed or failed. <see cref="VerdictReasons"/> has the text of each.</summary>
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
