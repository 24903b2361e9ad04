namespace Attn.Faces.Engine;

/// <summary>
/// Tells whether two aligned faces are one photograph: copied, mirrored, brighter, greyed, cropped, or photographed
/// from a screen. It looks at the pixels, not at the descriptor, so another descriptor does not move it.
/// </summary>
internal static class CopyDetector
{
    /// <summary>
    /// From here on it is a copy. Chosen on folds 1, 3 and 5 of a public set (different photos of one person reach
    /// 0.939) and checked on 2 and 4, which show other people (0.943). See docs/faces.md.
    /// </summary>
    public const double Threshold = 0.95;

    /// <returns>How alike they are, −1 to 1: the correlation where one lies best on the other, mirrored or
    /// not.</returns>
    public static double Likeness(ReadOnlySpan<float> face, ReadOnlySpan<float> other)
    {
        var (moved, still) = (FaceDetail.Of(face), FaceDetail.Of(other));
        return Math.Max(
            new FaceRegistration(moved, still).FindCorrelation(),
            new FaceRegistration(moved.Mirrored(), still).FindCorrelation()
        );
    }
}
