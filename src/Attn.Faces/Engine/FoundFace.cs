using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>The face of a picture.</summary>
/// <param name="Picture">The picture in which the face is upright: the given one, or that one rotated.</param>
/// <param name="Box">Where the face is in <paramref name="Picture"/>.</param>
/// <param name="AllBoxes">All boxes that the detector found in that picture, including this one.</param>
/// <param name="Mesh">Its points in <paramref name="Picture"/>.</param>
internal sealed record FoundFace(Picture Picture, FaceBox Box, IReadOnlyList<FaceBox> AllBoxes, Mesh Mesh)
{
    /// <summary>Beyond this roll the face counts as rotated, and the search finds it in the rotated picture.</summary>
    private const double MaxRoll = 50 * Math.PI / 180;

    /// <summary>Confidence that this is an upright face, 0 to 1.</summary>
    public double Score { get; } = Math.Abs(Mesh.Roll) <= MaxRoll ? Box.Score * Mesh.Flag : 0;
}
