namespace Attn.Faces.Engine;

/// <summary>
/// Decides. Both thresholds were chosen on one half of a public set of faces and checked on the other, whose people
/// are different: at 0.9286 one in a thousand pairs of strangers passes and three in a hundred students try again; at
/// 0.9102 one in a hundred strangers would pass. Four decimals matter.
/// </summary>
internal static class Matcher
{
    public const double AcceptFrom = 0.9286;
    public const double UnsureFrom = 0.9102;

    /// <summary>
    /// A copy stays this alike, however it was stored, and differs by so few grey levels a pixel. Of 1140 pairs of
    /// different photos of one person the two most alike differ by 16.9.
    /// </summary>
    private const double CopyFrom = 0.99;
    private const double CopyDifferenceBelow = 5;

    public static VerdictReason Decide(FaceAnalysis selfie, FaceAnalysis profilePhoto, double similarity)
    {
        if (IsCopy(selfie, profilePhoto, similarity))
            return VerdictReason.SamePicture;
        // The one rule that holds however alike the faces are: with two equal faces nobody can say whose selfie it is.
        if (selfie.SeveralFaces)
            return VerdictReason.SeveralFaces;
        if (similarity >= AcceptFrom)
            return VerdictReason.Match;
        return Complaint(selfie.Quality)
            ?? (similarity >= UnsureFrom ? VerdictReason.NotSimilarEnough : VerdictReason.NoMatch);
    }

    // Asked only where the faces are not alike: a bad picture that is recognized all the same is good enough.
    private static VerdictReason? Complaint(FaceQuality selfie) =>
        selfie switch
        {
            { TooSmall: true } => VerdictReason.FaceTooSmall,
            { TooDarkOrBlurred: true } => VerdictReason.TooDarkOrBlurred,
            { TooBright: true } => VerdictReason.TooBright,
            { NotFacing: true } => VerdictReason.NotFacing,
            _ => null,
        };

    private static bool IsCopy(FaceAnalysis selfie, FaceAnalysis profilePhoto, double similarity)
    {
        if (similarity < CopyFrom)
            return false;
        double difference = 0;
        for (var i = 0; i < selfie.AlignedFace.Length; i++)
            difference += Math.Abs(selfie.AlignedFace[i] - profilePhoto.AlignedFace[i]);
        return difference / selfie.AlignedFace.Length < CopyDifferenceBelow;
    }
}
