namespace Attn.Faces.Contracts;

/// <summary>Measurements of one face, for support and calibration; they identify nobody.</summary>
public sealed record FaceFigures
{
    /// <summary>Detector score times landmark score, 0 to 1.</summary>
    public double FaceScore { get; init; }

    public int FacesFound { get; init; }

    /// <summary>
    /// Distance of the eyes in pixels of the picture as it was analyzed (at most 1280 wide and high).
    /// </summary>
    public double EyeDistance { get; init; }

    /// <summary>Mean grey level of the face, 0 to 255.</summary>
    public double Brightness { get; init; }

    /// <summary>Standard deviation of the Laplacian over that of the face; lower is more blurred.</summary>
    public double Sharpness { get; init; }

    /// <summary>Degrees, positive to the right of the picture.</summary>
    public double Yaw { get; init; }

    /// <summary>Degrees; a face looking straight into the camera has about 4.5.</summary>
    public double Pitch { get; init; }
}
