namespace Attn.Domain;

/// <summary>A comparison that waits for its verdict: an entry of the outbox.</summary>
/// <param name="Deadline">UTC; without a verdict by then the check has timed out.</param>
/// <param name="PictureBytes">The size of both pictures together, for the bound on the outbox.</param>
public sealed record FaceCheck(
    Guid VerificationId,
    Guid SessionId,
    string StudentNumber,
    DateTimeOffset Deadline,
    long PictureBytes
);
