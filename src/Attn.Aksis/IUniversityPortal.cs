namespace Attn.Aksis;

/// <summary>Signs users in: the university's own portal, or the demo accounts.</summary>
public interface IUniversityPortal
{
    /// <summary>
    /// Tries the credentials exactly once. An outage is an answer (<see cref="PortalRefusal.Unavailable"/>), not an
    /// exception. Cancellation throws only until the credentials are sent; from then on it is an answer too
    /// (<see cref="PortalRefusal.NoVerdict"/> if the portal may have counted a failed try).
    /// </summary>
    /// <param name="username">Canonical: trimmed, ASCII letters in lower case.</param>
    /// <param name="address">Where the caller is; turns at the portal are shared fairly among addresses.</param>
    Task<PortalSignIn> SignInAsync(
        string username,
        string password,
        string address,
        CancellationToken cancellationToken
    );
}
