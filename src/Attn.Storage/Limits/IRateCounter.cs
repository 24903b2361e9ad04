namespace Attn.Storage.Limits;

/// <summary>Counts uses against a limit: no span of one window contains more uses than the limit.</summary>
public interface IRateCounter
{
    /// <summary>Counts one use, or refuses it and says how long to wait. A refused use is not counted.</summary>
    /// <param name="key">From <see cref="RateKeys"/>. One key always has the same window.</param>
    /// <param name="limit">At least 1.</param>
    ValueTask<RateDecision> TakeAsync(string key, int limit, TimeSpan window, CancellationToken cancellationToken);

    /// <summary>What <see cref="TakeAsync"/> would answer, without counting.</summary>
    /// <param name="key">From <see cref="RateKeys"/>. One key always has the same window.</param>
    /// <param name="limit">At least 1.</param>
    ValueTask<RateDecision> PeekAsync(string key, int limit, TimeSpan window, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a place for something whose outcome is not known yet, or refuses it and says when a place will be free at
    /// the latest. A place that is neither kept nor released is free after the lease.
    /// </summary>
    /// <param name="key">From <see cref="RateKeys"/>; never one that <see cref="TakeAsync"/> counts.</param>
    /// <param name="id">Names the place.</param>
    /// <param name="limit">At least 1.</param>
    ValueTask<RateDecision> ReserveAsync(
        string key,
        Guid id,
        int limit,
        TimeSpan lease,
        CancellationToken cancellationToken
    );

    /// <summary>Keeps a place from now on for a while; takes it, beyond the limit too, if there is none.</summary>
    ValueTask KeepAsync(string key, Guid id, TimeSpan span, CancellationToken cancellationToken);

    /// <summary>Frees a place. Without one nothing happens.</summary>
    ValueTask ReleaseAsync(string key, Guid id, CancellationToken cancellationToken);
}
