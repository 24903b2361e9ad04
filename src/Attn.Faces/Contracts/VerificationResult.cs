using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Attn.Faces.Contracts;

/// <summary>
/// Body of the webhook. Only <see cref="OverallResult"/> is part of the old contract, so everything else may be
/// missing in what another verifier sends; ours always sends all of it.
/// </summary>
public sealed record VerificationResult
{
    public required OverallResult OverallResult { get; init; }

    /// <summary>Must be the id in the webhook's path: a verdict cannot be replayed for another check.</summary>
    public Guid? VerificationId { get; init; }

    /// <summary>When this body was signed, UTC.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Cosine of the two faces, 4 decimals; <c>null</c> unless both pictures have a face.</summary>
    public double? Similarity { get; init; }

    /// <summary>The similarity from which faces are accepted.</summary>
    public double? Threshold { get; init; }

    public VerificationTimings? Timings { get; init; }

    public VerificationQuality? Quality { get; init; }

    /// <summary>The bytes to sign and to send.</summary>
    public byte[] ToUtf8Bytes() =>
        JsonSerializer.SerializeToUtf8Bytes(this, VerificationJson.Default.VerificationResult);

    /// <summary>False where the body is no JSON or not of this form.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, [NotNullWhen(true)] out VerificationResult? result)
    {
        try
        {
            result = JsonSerializer.Deserialize(body, VerificationJson.Default.VerificationResult);
        }
        catch (JsonException)
        {
            result = null;
        }
        return result is not null;
    }
}

/// <summary>The verdict: whether the student is accepted, and words the student can act on.</summary>
public sealed record OverallResult
{
    public required bool VerificationPassed { get; init; }

    public required string Reason { get; init; }
}

/// <summary>Where the time of one verification went, in milliseconds.</summary>
public sealed record VerificationTimings
{
    /// <summary>From acceptance to the start of the work.</summary>
    public double QueuedMs { get; init; }

    public double PictureMs { get; init; }

    public double IntendedPictureMs { get; init; }

    /// <summary>From acceptance to the verdict.</summary>
    public double TotalMs { get; init; }
}

/// <summary>Quality of both faces; <c>null</c> where there is no face.</summary>
public sealed record VerificationQuality
{
    public FaceFigures? Picture { get; init; }

    public FaceFigures? IntendedPicture { get; init; }
}

/// <summary>Figures of one face, for support and for calibration; none of them names a person.</summary>
public sealed record FaceFigures
{
    /// <summary>Detector score times landmark score, 0 to 1.</summary>
    public double FaceScore { get; init; }

    public int FacesFound { get; init; }

    /// <summary>Distance of the eyes in pixels of the picture as it was looked at (at most 1280 wide and high).</summary>
    public double EyeDistance { get; init; }

    /// <summary>Mean grey level of the face, 0 to 255.</summary>
    public double Brightness { get; init; }

    /// <summary>Laplacian deviation over standard deviation of the face; lower is more blurred.</summary>
    public double Sharpness { get; init; }

    /// <summary>Degrees, positive to the right of the picture.</summary>
    public double Yaw { get; init; }

    /// <summary>Degrees; a face looking straight into the camera has about 4.5.</summary>
    public double Pitch { get; init; }
}
