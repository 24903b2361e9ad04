namespace Attn.Storage.Limits;

/// <summary>Counts how often something was done in a window of time, where everybody who counts together looks.</summary>
public interface IRateCounter
{
    /// <summary>Counts one more, unless the limit is reached. Checking and counting are one step.</summary>
    ValueTask<RateDecision> TakeAsync(string key, int limit, TimeSpan window, CancellationToken cancellationToken);

    /// <summary>Takes one count back.</summary>
    ValueTask GiveBackAsync(string key, TimeSpan window, CancellationToken cancellationToken);
}

/// <param name="RetryAfter">When the next try has a chance; zero when allowed.</param>
public readonly record struct RateDecision(bool IsAllowed, TimeSpan RetryAfter);
