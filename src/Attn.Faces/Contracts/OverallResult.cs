namespace Attn.Faces.Contracts;

/// <summary>The verdict: whether the student is accepted, and a reason the student can act on.</summary>
public sealed record OverallResult
{
    public required bool VerificationPassed { get; init; }

    public required string Reason { get; init; }
}
