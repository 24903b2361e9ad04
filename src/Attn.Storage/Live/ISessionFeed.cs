namespace Attn.Storage.Live;

/// <summary>
/// Publishes every change of a live class session, in the order of versions, whichever replica made it. A possible gap
/// (a lost connection) is reported as <see cref="LiveChange.Missed"/>. Changes in the archive are not published: by
/// then every subscriber has seen the class session end.
/// </summary>
public interface ISessionFeed
{
    /// <summary>
    /// Subscribes: every change from now on is delivered. Read what came before from the store afterwards.
    /// </summary>
    /// <param name="id">The class session; it need not exist.</param>
    /// <param name="studentNumber">
    /// Only this student's record and the class session itself; <c>null</c>: all records.
    /// </param>
    /// <param name="cancellationToken">Cancels subscribing, not the subscription.</param>
    /// <exception cref="StoreUnavailableException">The store is unavailable.</exception>
    Task<SessionSubscription> SubscribeAsync(Guid id, string? studentNumber, CancellationToken cancellationToken);
}
