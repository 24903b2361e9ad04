using Attn.Faces.Contracts;
using Attn.Faces.Pictures;

namespace Attn.Faces.Engine;

/// <summary>
/// How usable a face is. Measured on the centre of the aligned face, so that hair and background do not count. All
/// limits together refuse fewer than 1 % of ordinary press photos.
/// </summary>
internal sealed record FaceQuality(double EyeDistance, double Brightness, double Sharpness, double Yaw, double Pitch)
{
    private const double MinBrightness = 58;
    private const double MaxBrightness = 200;
    private const double MinSharpness = 0.065;
    private const double MinEyeDistance = 20;
    private const double MaxYaw = 45;
    private const double MinPitch = -32;
    private const double MaxPitch = 34;

    private const int CentreSide = 110;
    private const int CentreStart = (FaceAligner.Side - CentreSide) / 2;

    public bool TooSmall => EyeDistance < MinEyeDistance;

    public bool TooDarkOrBlurred => Brightness < MinBrightness || Sharpness < MinSharpness;

    public bool TooBright => Brightness > MaxBrightness;

    public bool NotFacing => Math.Abs(Yaw) > MaxYaw || Pitch is < MinPitch or > MaxPitch;

    public static FaceQuality Measure(Mesh mesh, ReadOnlySpan<float> alignedFace)
    {
        var grey = GreyCentre(alignedFace);
        var (mean, deviation) = MeanAndDeviation(grey);
        var sharpness = deviation > 0 ? MeanAndDeviation(Laplacian(grey)).Deviation / deviation : 0;
        return new(mesh.EyeDistance, mean, sharpness, YawOf(mesh), PitchOf(mesh));
    }

    public FaceFigures ToFigures(double score, int faces) =>
        new()
        {
            FaceScore = Math.Round(score, 3),
            FacesFound = faces,
            EyeDistance = Math.Round(EyeDistance, 1),
            Brightness = Math.Round(Brightness, 1),
            Sharpness = Math.Round(Sharpness, 3),
            Yaw = Math.Round(Yaw, 1),
            Pitch = Math.Round(Pitch, 1),
        };

    private static float[] GreyCentre(ReadOnlySpan<float> face)
    {
        var grey = new float[CentreSide * CentreSide];
        for (var i = 0; i < grey.Length; i++)
        {
            var (y, x) = Math.DivRem(i, CentreSide);
            var from = (((y + CentreStart) * FaceAligner.Side) + x + CentreStart) * Picture.Channels;
            grey[i] = (0.299f * face[from]) + (0.587f * face[from + 1]) + (0.114f * face[from + 2]);
        }
        return grey;
    }

    // The difference of each pixel from its four neighbours; small everywhere in a blurred picture.
    private static float[] Laplacian(float[] grey)
    {
        const int Inner = CentreSide - 2;
        var edges = new float[Inner * Inner];
        for (var i = 0; i < edges.Length; i++)
        {
            var (y, x) = Math.DivRem(i, Inner);
            var at = ((y + 1) * CentreSide) + x + 1;
            edges[i] = grey[at - 1] + grey[at + 1] + grey[at - CentreSide] + grey[at + CentreSide] - (4 * grey[at]);
        }
        return edges;
    }

    private static (double Mean, double Deviation) MeanAndDeviation(float[] values)
    {
        double sum = 0,
            squares = 0;
        foreach (var value in values)
            (sum, squares) = (sum + value, squares + ((double)value * value));
        var mean = sum / values.Length;
        return (mean, Math.Sqrt(Math.Max(0, (squares / values.Length) - (mean * mean))));
    }

    /// <summary>Degrees; positive if the face looks to the right of the picture.</summary>
    private static double YawOf(Mesh mesh)
    {
        var depth = mesh.Depths[MeshPoints.RightCheek] - mesh.Depths[MeshPoints.LeftCheek];
        return Degrees(Math.Atan2(depth, Point.Distance(mesh[MeshPoints.LeftCheek], mesh[MeshPoints.RightCheek])));
    }

    /// <summary>
    /// Degrees, from the position of the nose between eyes and mouth; a straight face has about 4.5. The line was
    /// fitted to measured poses: monotone, but not exact.
    /// </summary>
    private static double PitchOf(Mesh mesh)
    {
        const double Slope = 81;
        const double Offset = -43;
        var eyes = Point.Mean([mesh.LeftEye, mesh.RightEye]);
        var mouth = Point.Mean([mesh[MeshPoints.MouthLeft], mesh[MeshPoints.MouthRight]]);
        var (sin, cos) = Math.SinCos(mesh.Roll);
        double Below(Point point) => ((point.Y - eyes.Y) * cos) - ((point.X - eyes.X) * sin);
        return (Slope * Below(mesh[MeshPoints.NoseTip]) / Below(mouth)) + Offset;
    }

    private static double Degrees(double radians) => radians * 180 / Math.PI;
}
