using Attn.Faces.Contracts;

namespace Attn.Faces;

/// <summary>The result of comparing a selfie with a profile photo.</summary>
public sealed record Verdict(VerdictReason Reason)
{
    public bool Passed => Reason == VerdictReason.Match;

    /// <summary>Cosine, 4 decimals; <c>null</c> unless a face was found in both pictures.</summary>
    public double? Similarity { get; init; }

    /// <summary>
    /// How much both pictures are one photograph, −1 to 1; from <see cref="FaceEngine.CopyThreshold"/> the selfie is a
    /// copy. <c>null</c> unless a face was found in both, or where both have the same bytes.
    /// </summary>
    public double? Likeness { get; init; }

    /// <summary>The selfie is the profile photo, or a copy of it.</summary>
    public bool IsProfilePhotoCopy => Reason == VerdictReason.SamePicture;

    public FaceFigures? Selfie { get; init; }

    public FaceFigures? ProfilePhoto { get; init; }

    public TimeSpan SelfieTime { get; init; }

    public TimeSpan ProfilePhotoTime { get; init; }
}
