using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>Finds, aligns, describes and measures the face in a picture.</summary>
internal sealed class FaceAnalyzer : IDisposable
{
    /// <summary>A second face of at least half the area of the first could be the student's as well.</summary>
    private const double MinAreaOfSecondFace = 0.5;

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

    /// <returns><c>null</c> if there is no face.</returns>
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

    /// <summary>Runs all three networks on a black picture.</summary>
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
            throw new InvalidOperationException("The face networks do not return finite numbers on this machine.");
    }

    public void Dispose()
    {
        _detector.Dispose();
        _landmarks.Dispose();
        _descriptor.Dispose();
    }

    // The detector alone sometimes takes a hand or a poster for a face, so the landmark network must confirm it.
    private bool HasSeveralFaces(FoundFace face) =>
        face
            .AllBoxes.Where(box => !ReferenceEquals(box, face.Box) && box.Area >= MinAreaOfSecondFace * face.Box.Area)
            .Any(box => box.Score * _landmarks.Locate(face.Picture, box).Flag >= MinFlag);
}
