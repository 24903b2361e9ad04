namespace Attn.Faces.Contracts;

/// <summary>The durations of one verification, in milliseconds.</summary>
public sealed record VerificationTimings
{
    /// <summary>From acceptance to the start of the work.</summary>
    public double QueuedMs { get; init; }

    public double PictureMs { get; init; }

    public double IntendedPictureMs { get; init; }

    /// <summary>From acceptance to the verdict.</summary>
    public double TotalMs { get; init; }
}
