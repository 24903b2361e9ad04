namespace Attn.Api.Features.FaceChecks;

/// <summary>How the verifier answered a check.</summary>
internal enum Submission
{
    /// <summary>A verdict will come. The same check may be submitted again and is compared once.</summary>
    Accepted,

    /// <summary>The verifier has had this check before, and has not lost it.</summary>
    AlreadyTaken,

    /// <summary>The verifier will never take this check.</summary>
    Refused,

    /// <summary>Down, slow or full: try again later.</summary>
    Unavailable,

    /// <summary>
    /// The verifier was reached, and the connection ended before its answer. It may have died of this check.
    /// </summary>
    Broken,
}
