namespace Attn.Aksis;

/// <summary>Signs users in: the university's own portal, or the demo accounts.</summary>
public interface IUniversityPortal
{
    /// <summary>
    /// Tries the credentials exactly once. An outage is an answer (<see cref="PortalRefusal.Unavailable"/>), not an
    /// exception; only cancellation by the caller throws.
    /// </summary>
    /// <param name="username">Canonical: trimmed, ASCII letters in lower case.</param>
    Task<PortalSignIn> SignInAsync(string username, string password, CancellationToken cancellationToken);
}
