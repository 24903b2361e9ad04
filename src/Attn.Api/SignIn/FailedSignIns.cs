using System.Security.Cryptography;
using System.Text;
using Attn.Api.Hosting;
using Attn.Storage.Limits;

namespace Attn.Api.SignIn;

/// <summary>
/// Bounds guessing without letting anybody lock a classmate out: one address is refused after ten failures for a username; a username that
/// fails from everywhere is only slowed down. A try is counted before the portal is asked, so that a burst at once is bounded too, and
/// given back unless the credentials were wrong.
/// </summary>
internal sealed class FailedSignIns(IRateCounter counter, RateLimits limits, TimeProvider time)
{
    private const int MostPerAddress = 10;
    private const int MostPerUsername = 50;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(2);

    public abstract record Attempt
    {
        private Attempt()
        {
        }

        public sealed record Allowed : Attempt;

        public sealed record Refused(TimeSpan RetryAfter) : Attempt;
    }

    public async Task<Attempt> BeginAsync(string username, string address, CancellationToken cancellationToken)
    {
        if (limits.AreOff)
            return new Attempt.Allowed();
        var here = await counter.TakeAsync(KeyHere(username, address), limits.Scale(MostPerAddress), Window, cancellationToken);
        if (!here.IsAllowed)
            return new Attempt.Refused(here.RetryAfter);
        var anywhere = await counter.TakeAsync(KeyAnywhere(username), limits.Scale(MostPerUsername), Window, cancellationToken);
        if (!anywhere.IsAllowed)
            await Task.Delay(SlowDown, time, cancellationToken);
        return new Attempt.Allowed();
    }

    public async Task ForgiveAsync(string username, string address, CancellationToken cancellationToken)
    {
        if (limits.AreOff)
            return;
        await counter.GiveBackAsync(KeyHere(username, address), Window, cancellationToken);
        await counter.GiveBackAsync(KeyAnywhere(username), Window, cancellationToken);
    }

    private static string KeyHere(string username, string address) => $"failed-here:{Hash($"{username}\n{address}")}";

    private static string KeyAnywhere(string username) => $"failed:{Hash(username)}";

    // Who failed to sign in from where is nobody's business: the limiter's store sees a hash.
    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
