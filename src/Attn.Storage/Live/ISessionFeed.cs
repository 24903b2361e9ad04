namespace Attn.Storage.Live;

/// <summary>
/// Tells of every change of a live class session, in the order of versions, wherever it was made. What may have been missed (a lost connection) is
/// said too: <see cref="LiveChange.Missed"/>. Changes of the archive are not told: whoever listens has seen the session end by then.
/// </summary>
public interface ISessionFeed
{
    /// <summary>Begins to listen: every change from now on is delivered. What came before is to be read from the store, afterwards.</summary>
    /// <param name="id">The class session; there need not be one.</param>
    /// <param name="studentNumber">Only this student's record and the session itself; <c>null</c>: all records.</param>
    /// <param name="cancellationToken">Ends the waiting for the first moment, not the listening.</param>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    Task<SessionSubscription> SubscribeAsync(Guid id, string? studentNumber, CancellationToken cancellationToken);
}
