using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>
/// Finds the main face of a picture, also where it fills the frame, the picture is rotated, or the face is small. Each
/// further attempt costs time, so the search ends with the first confident result.
/// </summary>
internal sealed class FaceSearch(FaceDetector detector, FaceLandmarks landmarks)
{
    private const double ConfidentScore = 0.85;
    private const double ConfidentScoreAfterTurns = 0.70;
    private const double MinScore = 0.5;

    // The detector is sure of a face in full profile, the landmark network is not. Comparing it, and asking the student
    // to look into the camera, is better than reporting no face.
    private const double MinScoreOfProfile = 0.1;
    private const double ConfidentDetection = 0.9;

    /// <summary>
    /// How many boxes are tried, the most prominent first, if the landmark network finds no face in them.
    /// </summary>
    private const int MaxCandidates = 3;

    // Halves, then quarters of the picture. A picture without any face takes about 1.3 s on one thread.
    private static readonly int[] TileParts = [2, 4];

    /// <returns><c>null</c> if there is no face.</returns>
    public FoundFace? Find(Picture picture)
    {
        FoundFace? best = null;
        foreach (var (attempt, sufficientScore) in Attempts(picture))
        {
            var found = attempt();
            if (found is not null && found.Score > (best?.Score ?? 0))
                best = found;
            if (best?.Score >= sufficientScore)
                return best;
        }
        return best is { Score: >= MinScoreOfProfile, Box.Score: >= ConfidentDetection } ? best : null;
    }

    private IEnumerable<(Func<FoundFace?> Attempt, double SufficientScore)> Attempts(Picture picture)
    {
        yield return (() => FindMainFace(picture, detector.Detect(picture, Window.Whole(picture))), ConfidentScore);
        yield return (
            () => FindMainFace(picture, detector.Detect(picture, Window.TwiceAsLarge(picture))),
            ConfidentScore
        );

        // All three rotations are tried before one is accepted: the wrong one of an upside-down face may score 0.7.
        yield return (() => FindInRotated(picture, 1), double.PositiveInfinity);
        yield return (() => FindInRotated(picture, 2), double.PositiveInfinity);
        yield return (() => FindInRotated(picture, 3), ConfidentScoreAfterTurns);

        foreach (var parts in TileParts)
            yield return (() => FindMainFace(picture, detector.DetectInTiles(picture, parts)), MinScore);
    }

    private FoundFace? FindInRotated(Picture picture, int quarters)
    {
        var rotated = picture.Rotated(quarters);
        return FindMainFace(rotated, detector.Detect(rotated, Window.Whole(rotated)));
    }

    private FoundFace? FindMainFace(Picture picture, List<FaceBox> boxes)
    {
        FoundFace? best = null;
        foreach (var box in boxes.OrderByDescending(box => Prominence(box, picture)).Take(MaxCandidates))
        {
            var face = new FoundFace(picture, box, boxes, landmarks.Locate(picture, box));
            if (best is null || face.Score > best.Score)
                best = face;
            if (best.Score >= MinScore)
                break;
        }
        return best;
    }

    // Prefers large and central boxes: a bystander at the edge may be the larger one.
    private static double Prominence(FaceBox box, Picture picture)
    {
        var offCentre = Point.Distance(box.Centre, new(picture.Width / 2.0, picture.Height / 2.0));
        return box.Area - (2 * offCentre * offCentre);
    }
}
