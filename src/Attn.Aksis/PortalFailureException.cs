namespace Attn.Aksis;

/// <summary>The portal did not answer as it should. Inside this library only: callers see <see cref="PortalSignIn.Unavailable"/>.</summary>
/// <param name="step">Which page.</param>
/// <param name="missing">What was missing, in words that hold no personal data.</param>
/// <param name="isOutage">
/// Whether this speaks of the portal as a whole and counts for the circuit breaker. What a single user's input or page can bring about
/// does not: nobody may close the door for everybody.
/// </param>
internal sealed class PortalFailureException(SignInStep step, string missing, bool isOutage) : Exception(missing)
{
    public SignInStep Step { get; } = step;

    public bool IsOutage { get; } = isOutage;
}
