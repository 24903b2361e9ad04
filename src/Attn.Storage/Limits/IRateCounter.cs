namespace Attn.Storage.Limits;

/// <summary>Counts uses against a limit: in no span of one window are more than the limit allowed.</summary>
public interface IRateCounter
{
    /// <summary>Counts one use, or says how long to wait. A refused use is not counted.</summary>
    /// <param name="key">From <see cref="RateKeys"/>. One key always goes with one window.</param>
    /// <param name="limit">At least 1.</param>
    ValueTask<RateDecision> TakeAsync(string key, int limit, TimeSpan window, CancellationToken cancellationToken);

    /// <summary>What <see cref="TakeAsync"/> would answer, without counting.</summary>
    /// <param name="key">See there.</param>
    /// <param name="limit">At least 1.</param>
    ValueTask<RateDecision> PeekAsync(string key, int limit, TimeSpan window, CancellationToken cancellationToken);

    /// <summary>Takes back the last use of a key: a sign-in that did not fail after all.</summary>
    ValueTask GiveBackAsync(string key, CancellationToken cancellationToken);
}

/// <param name="RetryAfter">When refused, how long until a use will be possible; else zero.</param>
public readonly record struct RateDecision(bool IsAllowed, TimeSpan RetryAfter)
{
    public static readonly RateDecision Allowed = new(IsAllowed: true, TimeSpan.Zero);

    public static RateDecision Refused(TimeSpan retryAfter) => new(IsAllowed: false, retryAfter);
}
