namespace Attn.Aksis;

/// <summary>
/// The portal did not answer as expected. Never leaves this library, whose callers get
/// <see cref="PortalRefusal.Unavailable"/>.
/// </summary>
/// <param name="step">Which page.</param>
/// <param name="missing">What was missing, in words without personal data.</param>
/// <param name="isOutage">
/// Whether this concerns the portal as a whole and counts for the circuit breaker. What a single user's input or page
/// can cause does not count: no user must be able to lock all others out.
/// </param>
internal sealed class PortalFailureException(SignInStep step, string missing, bool isOutage) : Exception(missing)
{
    public SignInStep Step { get; } = step;

    public bool IsOutage { get; } = isOutage;
}
