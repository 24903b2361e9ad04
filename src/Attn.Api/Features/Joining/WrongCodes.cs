using Attn.Api.Platform.Limits;
using Attn.Domain;
using Attn.Storage.Limits;

namespace Attn.Api.Features.Joining;

/// <summary>
/// Bounds guessing: ten wrong codes a minute per student, or per address where the caller is not signed in; scanned and
/// typed codes are counted separately. Right codes do not count, because a whole class joins from behind one address.
/// See docs/decisions/0097.
/// </summary>
internal sealed class WrongCodes(IRateCounter counter, RateKeys keys, RateLimits limits)
{
    private const int MaxPerMinute = 10;

    /// <summary>Whether this caller may guess once more. Counts nothing.</summary>
    public ValueTask<RateDecision> PeekAsync(JoinCode code, JoinCaller caller, CancellationToken cancellationToken) =>
        limits.AreOff
            ? ValueTask.FromResult(RateDecision.Allowed)
            : counter.PeekAsync(KeyOf(code, caller), limits.Scale(MaxPerMinute), RateLimits.Window, cancellationToken);

    public ValueTask<RateDecision> CountAsync(JoinCode code, JoinCaller caller, CancellationToken cancellationToken) =>
        limits.AreOff
            ? ValueTask.FromResult(RateDecision.Allowed)
            : counter.TakeAsync(KeyOf(code, caller), limits.Scale(MaxPerMinute), RateLimits.Window, cancellationToken);

    private string KeyOf(JoinCode code, JoinCaller caller)
    {
        var form = code is JoinCode.Typed ? "wrong-typed-code" : "wrong-code";
        return caller.UserNumber is { } number ? RateKeys.OfUser(form, number) : keys.Of(form, caller.Address);
    }
}
