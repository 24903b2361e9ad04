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

    /// <summary>Removes the last use of a key: a sign-in that did not fail after all.</summary>
    ValueTask GiveBackAsync(string key, CancellationToken cancellationToken);
}
