using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>The way from a picture to its face: find, align, describe, measure.</summary>
internal sealed class FaceAnalyzer : IDisposable
{
    /// <summary>A second face of half the area of the first may as well be the one that is meant.</summary>
    private const double AsLarge = 0.5;

    private const double MinFlag = 0.5;

    private readonly FaceDetector _detector;
    private readonly FaceLandmarks _landmarks;
    private readonly FaceDescriptor _descriptor;
    private readonly FaceSearch _search;

    public FaceAnalyzer(string modelFolder)
    {
        _detector = new(modelFolder);
        _landmarks = new(modelFolder);
        _descriptor = new(modelFolder);
        _search = new(_detector, _landmarks);
    }

    /// <returns><c>null</c> where there is no face.</returns>
    public FaceAnalysis? Analyze(Picture picture)
    {
        if (_search.Find(picture) is not { } face)
            return null;
        var aligned = FaceAligner.Align(face);
        return new(
            face,
            aligned,
            _descriptor.Describe(aligned),
            FaceQuality.Measure(face.Mesh, aligned),
            HasSeveralFaces(face)
        );
    }

    /// <summary>A face that is not there goes through all three networks.</summary>
    public void SelfTest()
    {
        const int TestSide = 160;
        var picture = new Picture(new byte[TestSide * TestSide * Picture.Channels], TestSide, TestSide);
        var boxes = _detector.Detect(picture, Window.Whole(picture));
        var centre = new Point(TestSide / 2, TestSide / 2);
        var box =
            boxes.FirstOrDefault()
            ?? new FaceBox(1, 0, 0, TestSide, TestSide, centre with { X = TestSide / 4 }, centre);
        var mesh = _landmarks.Locate(picture, box);
        var descriptor = _descriptor.Describe(new float[FaceAligner.Side * FaceAligner.Side * Picture.Channels]);
        if (!double.IsFinite(mesh.Flag) || !Array.TrueForAll(descriptor, float.IsFinite))
            throw new InvalidOperationException("The face networks do not compute numbers on this machine.");
    }

    public void Dispose()
    {
        _detector.Dispose();
        _landmarks.Dispose();
        _descriptor.Dispose();
    }

    // The detector alone takes a hand or a poster for a face now and then; nobody is refused for that.
    private bool HasSeveralFaces(FoundFace face) =>
        face
            .AllBoxes.Where(box => !ReferenceEquals(box, face.Box) && box.Area >= AsLarge * face.Box.Area)
            .Any(box => box.Score * _landmarks.Locate(face.Picture, box).Flag >= MinFlag);
}
