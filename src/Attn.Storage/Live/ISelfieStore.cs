using Attn.Domain;

namespace Attn.Storage.Live;

/// <summary>
/// The marks of the selfies that a student sent lately, over all class sessions: it decides between two class sessions
/// at once, and for one that is not archived yet. A mark stays for <see cref="LiveStoreLimits.Backstop"/>, and
/// the record keeps it after that. An outage is a <see cref="StoreUnavailableException"/>.
/// </summary>
public interface ISelfieStore
{
    /// <summary>
    /// Remembers a selfie for a class session, unless it was sent in another one. In the same one it may come again: a
    /// process may have ended between this step and the record.
    /// </summary>
    /// <param name="selfie">One picture's marks, under each secret; the first one is kept.</param>
    /// <returns><c>false</c>: it was sent in another class session, and nothing was written.</returns>
    Task<bool> ClaimAsync(
        string studentNumber,
        Guid sessionId,
        IReadOnlyList<SelfieMark> selfie,
        CancellationToken cancellationToken
    );
}
