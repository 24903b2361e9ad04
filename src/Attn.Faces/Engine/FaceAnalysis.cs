namespace Attn.Faces.Engine;

/// <summary>All that is known about the face of one picture.</summary>
internal sealed record FaceAnalysis(
    FoundFace Face,
    float[] AlignedFace,
    float[] Descriptor,
    FaceQuality Quality,
    bool SeveralFaces
);
