using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>
/// Crops the face as the descriptor expects it: 150×150 pixels with eyes, nose and mouth at fixed places. Twelve points
/// rather than the usual five, because their mean moves less when one of them is wrong.
/// </summary>
internal static class FaceAligner
{
    public const int Side = 150;

    private static readonly (int Point, Point Place)[] Template =
    [
        (MeshPoints.LeftEyeOuter, new(34.52, 43.80)),
        (MeshPoints.LeftEyeInner, new(58.74, 45.00)),
        (MeshPoints.RightEyeInner, new(89.19, 45.19)),
        (MeshPoints.RightEyeOuter, new(113.52, 44.06)),
        (MeshPoints.NoseTip, new(73.79, 79.58)),
        (MeshPoints.NoseBase, new(73.88, 85.11)),
        (MeshPoints.MouthLeft, new(50.18, 103.68)),
        (MeshPoints.MouthRight, new(97.90, 103.54)),
        (MeshPoints.NoseBridge, new(73.96, 40.54)),
        (MeshPoints.Chin, new(73.96, 147.20)),
        (MeshPoints.LeftBrow, new(24.15, 31.45)),
        (MeshPoints.RightBrow, new(123.99, 31.66)),
    ];

    private static readonly Point[] Places = Array.ConvertAll(Template, entry => entry.Place);

    /// <returns>Side × side pixels of three values, 0 to 255.</returns>
    public static float[] Align(FoundFace face)
    {
        var points = Array.ConvertAll(Template, entry => face.Mesh[entry.Point]);
        var crop = new float[Side * Side * Picture.Channels];
        PatchSampler.Sample(face.Picture, Placement.Fit(Places, points), Side, crop);
        return crop;
    }
}
