namespace Attn.Api.Features.FaceChecks;

/// <summary>What became of handing a check over.</summary>
internal enum Submission
{
    /// <summary>A verdict will come; the same check may be handed over again and is compared once.</summary>
    Accepted,

    /// <summary>The verifier will never take this check.</summary>
    Refused,

    /// <summary>Down, slow or full: try again later.</summary>
    Unavailable,
}
