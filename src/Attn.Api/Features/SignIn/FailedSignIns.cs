using Attn.Api.Platform.Limits;
using Attn.Storage.Limits;

namespace Attn.Api.Features.SignIn;

/// <summary>
/// Bounds guessing without letting anybody lock a classmate out: one address is refused after ten failures for a username; a username that
/// fails from everywhere is only slowed down. A try is counted before the portal is asked, so that a burst at once is bounded too, and
/// given back unless the credentials were wrong.
/// </summary>
internal sealed class FailedSignIns(IRateCounter counter, RateKeys keys, RateLimits limits, TimeProvider time)
{
    private const int MaxPerAddress = 10;
    private const int MaxPerUsername = 50;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(2);

    public abstract record Attempt
    {
        private Attempt() { }

        public sealed record Allowed : Attempt;

        public sealed record Refused(TimeSpan RetryAfter) : Attempt;
    }

    public async Task<Attempt> BeginAsync(string username, string address, CancellationToken cancellationToken)
    {
        if (limits.AreOff)
            return new Attempt.Allowed();
        var here = await counter.TakeAsync(
            KeyHere(username, address),
            limits.Scale(MaxPerAddress),
            Window,
            cancellationToken
        );
        if (!here.IsAllowed)
            return new Attempt.Refused(here.RetryAfter);
        var anywhere = await counter.TakeAsync(
            KeyAnywhere(username),
            limits.Scale(MaxPerUsername),
            Window,
            cancellationToken
        );
        if (!anywhere.IsAllowed)
            await Task.Delay(SlowDown, time, cancellationToken);
        return new Attempt.Allowed();
    }

    public async Task ForgiveAsync(string username, string address, CancellationToken cancellationToken)
    {
        if (limits.AreOff)
            return;
        await counter.GiveBackAsync(KeyHere(username, address), cancellationToken);
        await counter.GiveBackAsync(KeyAnywhere(username), cancellationToken);
    }

    private string KeyHere(string username, string address) => keys.Of("failed-sign-in-here", username, address);

    private string KeyAnywhere(string username) => keys.Of("failed-sign-in", username);
}
