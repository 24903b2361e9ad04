using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>
/// Looks for the face that the picture is of, in the ways that pictures go wrong: it fills the frame, the picture lies on
/// its side, the face is small. Each further look costs time, so the search ends as soon as one is good enough.
/// </summary>
internal sealed class FaceSearch(FaceDetector detector, FaceLandmarks landmarks)
{
    private const double GoodEnough = 0.85;
    private const double GoodEnoughAfterTurns = 0.70;
    private const double MinScore = 0.5;

    // A face in full profile is clear to the detector and hardly one to the landmark network. It is better to compare
    // it, and to ask for a look into the camera, than to say that there is no face.
    private const double MinScoreOfProfile = 0.1;
    private const double SureDetection = 0.9;

    /// <summary>Where the most prominent box turns out to be no face, so many are tried.</summary>
    private const int Candidates = 3;

    // Halves, then quarters of the picture; without a face anywhere all of it takes about 1.3 s on one thread.
    private static readonly int[] TileParts = [2, 4];

    /// <returns><c>null</c> where there is no face.</returns>
    public FoundFace? Find(Picture picture)
    {
        FoundFace? best = null;
        foreach (var (look, enough) in Looks(picture))
        {
            var found = look();
            if (found is not null && found.Score > (best?.Score ?? 0))
                best = found;
            if (best?.Score >= enough)
                return best;
        }
        return best is { Score: >= MinScoreOfProfile, Box.Score: >= SureDetection } ? best : null;
    }

    private IEnumerable<(Func<FoundFace?> Look, double Enough)> Looks(Picture picture)
    {
        yield return (() => FindMainFace(picture, detector.Detect(picture, Window.Whole(picture))), GoodEnough);
        yield return (() => FindMainFace(picture, detector.Detect(picture, Window.TwiceAsLarge(picture))), GoodEnough);

        // All three turns are tried before one is taken: an upside-down face may score .7 the wrong way round.
        yield return (() => Turned(picture, 1), double.PositiveInfinity);
        yield return (() => Turned(picture, 2), double.PositiveInfinity);
        yield return (() => Turned(picture, 3), GoodEnoughAfterTurns);

        foreach (var parts in TileParts)
            yield return (() => FindMainFace(picture, detector.DetectInTiles(picture, parts)), MinScore);
    }

    private FoundFace? Turned(Picture picture, int quarters)
    {
        var turned = picture.Turned(quarters);
        return FindMainFace(turned, detector.Detect(turned, Window.Whole(turned)));
    }

    private FoundFace? FindMainFace(Picture picture, List<FaceBox> boxes)
    {
        FoundFace? best = null;
        foreach (var box in boxes.OrderByDescending(box => Prominence(box, picture)).Take(Candidates))
        {
            var face = new FoundFace(picture, box, boxes, landmarks.Locate(picture, box));
            if (best is null || face.Score > best.Score)
                best = face;
            if (best.Score >= MinScore)
                break;
        }
        return best;
    }

    // Large and in the middle: a bystander's head at the edge may be the larger one.
    private static double Prominence(FaceBox box, Picture picture)
    {
        var offCentre = Point.Distance(box.Centre, new(picture.Width / 2.0, picture.Height / 2.0));
        return box.Area - (2 * offCentre * offCentre);
    }
}
