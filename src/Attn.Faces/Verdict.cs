using Attn.Faces.Contracts;

namespace Attn.Faces;

/// <summary>The result of comparing a selfie with a profile photo.</summary>
public sealed record Verdict(VerdictReason Reason)
{
    public bool Passed => Reason == VerdictReason.Match;

    /// <summary>Cosine, 4 decimals; <c>null</c> unless a face was found in both pictures.</summary>
    public double? Similarity { get; init; }

    public FaceFigures? Selfie { get; init; }

    public FaceFigures? ProfilePhoto { get; init; }

    public TimeSpan SelfieTime { get; init; }

    public TimeSpan ProfilePhotoTime { get; init; }
}
