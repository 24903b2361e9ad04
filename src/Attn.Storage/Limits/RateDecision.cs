namespace Attn.Storage.Limits;

/// <param name="RetryAfter">If refused, how long until a use will be possible; else zero.</param>
public readonly record struct RateDecision(bool IsAllowed, TimeSpan RetryAfter)
{
    public static readonly RateDecision Allowed = new(IsAllowed: true, TimeSpan.Zero);

    public static RateDecision Refused(TimeSpan retryAfter) => new(IsAllowed: false, retryAfter);
}
