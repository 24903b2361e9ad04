namespace Attn.Storage;

/// <summary>
/// Too many pictures wait for a verdict: the verifier has been unavailable for long. Try again later.
/// </summary>
public sealed class OutboxFullException : Exception
{
    public OutboxFullException()
        : base("The outbox of face checks is full.") { }
}
