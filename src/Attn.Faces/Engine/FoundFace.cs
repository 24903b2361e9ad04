using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>The face of a picture.</summary>
/// <param name="Picture">The picture in which the face is upright: the given one, or a quarter turn of it.</param>
/// <param name="Box">Where it is in that picture.</param>
/// <param name="AllBoxes">All that the detector found in that look, this one included.</param>
/// <param name="Mesh">Its points in <paramref name="Picture"/>.</param>
internal sealed record FoundFace(Picture Picture, FaceBox Box, IReadOnlyList<FaceBox> AllBoxes, Mesh Mesh)
{
    /// <summary>Beyond this lean the face is really turned by a quarter, and is found again in the turned picture.</summary>
    private const double MaxRoll = 50 * Math.PI / 180;

    /// <summary>How sure it is that this is an upright face, 0 to 1.</summary>
    public double Score { get; } = Math.Abs(Mesh.Roll) <= MaxRoll ? Box.Score * Mesh.Flag : 0;
}
