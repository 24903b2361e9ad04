namespace Attn.Aksis;

/// <summary>
/// The portal did not answer as expected. Never leaves this library, whose callers get
/// <see cref="PortalRefusal.Unavailable"/>.
/// </summary>
/// <param name="step">Which page.</param>
/// <param name="missing">What was missing, in words without personal data.</param>
internal sealed class PortalFailureException(SignInStep step, string missing) : Exception(missing)
{
    public SignInStep Step { get; } = step;
}
