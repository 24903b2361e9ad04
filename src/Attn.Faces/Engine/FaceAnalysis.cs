namespace Attn.Faces.Engine;

/// <summary>Everything known about the face in one picture.</summary>
internal sealed record FaceAnalysis(
    FoundFace Face,
    float[] AlignedFace,
    float[] Descriptor,
    FaceQuality Quality,
    bool SeveralFaces
);
