namespace Attn.Api.Features.FaceChecks;

/// <summary>How the verifier answered a check.</summary>
internal enum Submission
{
    /// <summary>A verdict will come. The same check may be submitted again and is compared once.</summary>
    Accepted,

    /// <summary>The verifier will never take this check.</summary>
    Refused,

    /// <summary>Down, slow or full: try again later.</summary>
    Unavailable,
}
