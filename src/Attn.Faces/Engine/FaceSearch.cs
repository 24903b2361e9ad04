using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>
/// Looks for the largest face, in the ways that pictures go wrong: it fills the frame, the picture lies on its side, the
/// face is small. Each further look costs time, so the search ends as soon as one is good enough.
/// </summary>
internal sealed class FaceSearch(FaceDetector detector, FaceLandmarks landmarks)
{
    private const double GoodEnough = 0.85;
    private const double GoodEnoughAfterTurns = 0.70;
    private const double LeastScore = 0.5;

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
        return null;
    }

    private IEnumerable<(Func<FoundFace?> Look, double Enough)> Looks(Picture picture)
    {
        yield return (() => Largest(picture, detector.Detect(picture, Window.Whole(picture))), GoodEnough);
        yield return (() => Largest(picture, detector.Detect(picture, Window.TwiceAsLarge(picture))), GoodEnough);

        // All three turns are tried before one is taken: an upside-down face may score .7 the wrong way round.
        yield return (() => Turned(picture, 1), double.PositiveInfinity);
        yield return (() => Turned(picture, 2), double.PositiveInfinity);
        yield return (() => Turned(picture, 3), GoodEnoughAfterTurns);

        foreach (var parts in TileParts)
            yield return (() => Largest(picture, detector.DetectInTiles(picture, parts)), LeastScore);
    }

    private FoundFace? Turned(Picture picture, int quarters)
    {
        var turned = picture.Turned(quarters);
        return Largest(turned, detector.Detect(turned, Window.Whole(turned)));
    }

    private FoundFace? Largest(Picture picture, List<FaceBox> boxes)
    {
        if (boxes.Count == 0)
            return null;
        var bySize = boxes.OrderByDescending(box => box.Area).ToArray();
        return new(picture, bySize, landmarks.Locate(picture, bySize[0]));
    }
}
