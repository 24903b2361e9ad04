namespace Attn.Domain;

/// <summary>A face comparison that waits for its verdict; an entry of the outbox.</summary>
/// <param name="Deadline">UTC; without a verdict by then the check times out.</param>
/// <param name="PictureBytes">The size of both pictures together; the outbox has a limit.</param>
public sealed record FaceCheck(
    Guid VerificationId,
    Guid SessionId,
    string StudentNumber,
    DateTimeOffset Deadline,
    long PictureBytes
)
{
    /// <summary>How often it was sent to the verifier before, without a verdict.</summary>
    public int Deliveries { get; init; }
}
