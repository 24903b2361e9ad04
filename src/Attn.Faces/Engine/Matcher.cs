namespace Attn.Faces.Engine;

/// <summary>
/// Decides whether two faces match. Both thresholds were chosen on one half of a public set of faces and checked on the
/// other, which shows different people: at 0.9286 one in a thousand pairs of strangers passes and three in a hundred
/// students must retry; at 0.9102 one in a hundred strangers would pass. Four decimals matter.
/// </summary>
internal static class Matcher
{
    public const double AcceptThreshold = 0.9286;
    public const double RetryThreshold = 0.9102;

    /// <param name="likeness">How much both are one photograph; see <see cref="CopyDetector"/>.</param>
    public static VerdictReason Decide(FaceAnalysis selfie, double similarity, double likeness)
    {
        if (likeness >= CopyDetector.Threshold)
            return VerdictReason.SamePicture;
        // Applies at any similarity: with two faces of similar size nobody can tell whose selfie it is.
        if (selfie.SeveralFaces)
            return VerdictReason.SeveralFaces;
        if (similarity >= AcceptThreshold)
            return VerdictReason.Match;
        return FindFault(selfie.Quality)
            ?? (similarity >= RetryThreshold ? VerdictReason.NotSimilarEnough : VerdictReason.NoMatch);
    }

    // Only for faces that do not match: a bad picture of a recognized face is accepted.
    private static VerdictReason? FindFault(FaceQuality selfie) =>
        selfie switch
        {
            { TooSmall: true } => VerdictReason.FaceTooSmall,
            { TooDarkOrBlurred: true } => VerdictReason.TooDarkOrBlurred,
            { TooBright: true } => VerdictReason.TooBright,
            { NotFacing: true } => VerdictReason.NotFacing,
            _ => null,
        };
}
