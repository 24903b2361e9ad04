using Attn.Api.Platform.Limits;
using Attn.Storage.Limits;

namespace Attn.Api.Features.SignIn;

/// <summary>
/// Bounds guessing without letting anybody lock a classmate out: one address is refused after ten failures for a
/// username; a username that fails from many addresses is only slowed down. A try is counted before the portal is
/// asked, which bounds a burst too, and given back unless the credentials were wrong.
/// </summary>
internal sealed class FailedSignIns(IRateCounter counter, RateKeys keys, RateLimits limits, TimeProvider time)
{
    private const int MaxPerAddress = 10;
    private const int MaxPerUsername = 50;
    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(2);

    /// <summary>Counts a try, which may have to wait, or refuses it.</summary>
    public async ValueTask<RateDecision> CountAsync(
        string username,
        string address,
        CancellationToken cancellationToken
    )
    {
        if (limits.AreOff)
            return RateDecision.Allowed;
        var here = await TakeAsync(KeyOfAddress(username, address), MaxPerAddress, cancellationToken);
        if (!here.IsAllowed)
            return here;
        var anywhere = await TakeAsync(KeyOfUsername(username), MaxPerUsername, cancellationToken);
        if (!anywhere.IsAllowed)
            await Task.Delay(SlowDown, time, cancellationToken);
        return RateDecision.Allowed;
    }

    public async Task ForgiveAsync(string username, string address, CancellationToken cancellationToken)
    {
        if (limits.AreOff)
            return;
        await counter.GiveBackAsync(KeyOfAddress(username, address), cancellationToken);
        await counter.GiveBackAsync(KeyOfUsername(username), cancellationToken);
    }

    private ValueTask<RateDecision> TakeAsync(string key, int limit, CancellationToken cancellationToken) =>
        counter.TakeAsync(key, limits.Scale(limit), RateLimits.Window, cancellationToken);

    private string KeyOfAddress(string username, string address) => keys.Of("failed-sign-in-here", username, address);

    private string KeyOfUsername(string username) => keys.Of("failed-sign-in", username);
}
