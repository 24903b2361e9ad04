using Attn.Faces.Contracts;
using Attn.Faces.Engine;

namespace Attn.Faces;

/// <summary>A face as numbers, for measuring and calibrating.</summary>
/// <param name="Descriptor">128 numbers of length 1; the dot product of two of them is the similarity.</param>
/// <param name="Figures">Size, light, sharpness and pose.</param>
public sealed record FaceDescription(IReadOnlyList<float> Descriptor, FaceFigures Figures)
{
    internal float[] AlignedFace { get; init; } = [];

    /// <summary>How much both pictures are one photograph, −1 to 1; see <see cref="Verdict.Likeness"/>.</summary>
    public double LikenessTo(FaceDescription other) => CopyDetector.Likeness(AlignedFace, other.AlignedFace);
}
