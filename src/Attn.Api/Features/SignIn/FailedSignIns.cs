using Attn.Api.Platform.Limits;
using Attn.Storage.Limits;

namespace Attn.Api.Features.SignIn;

/// <summary>
/// Bounds guessing without locking anybody out. A username with many failures is tried slowly, but the portal is still
/// asked, so that the right password gets in; one address has a limited number of failures over all usernames. Whether
/// a try fails is known only afterwards: it takes a place in each count before the portal is asked, keeps it for a
/// minute if it failed, and else gives it back. See docs/decisions/0156.
/// </summary>
internal sealed class FailedSignIns(
    IRateCounter counter,
    RateKeys keys,
    RateLimits limits,
    TryLines lines,
    TimeProvider time
)
{
    private const int MaxHere = 10;
    private const int MaxAnywhere = 50;
    private const int MaxPerAddress = 200;
    private static readonly TimeSpan GapHere = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan GapAnywhere = TimeSpan.FromSeconds(2);

    /// <summary>Longer than a sign-in takes with all its waits. Only a crash leaves a place taken so long.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    /// <summary>
    /// Waits until the try may ask the portal, or refuses it. Whoever was admitted ends it with one of the two methods
    /// below.
    /// </summary>
    public async Task<SignInTry> AdmitAsync(string username, string address, CancellationToken cancellationToken)
    {
        var attempt = new SignInTry(
            Guid.CreateVersion7(time.GetUtcNow()),
            // Other names than version 0.1 had, whose counts are of another type.
            keys.Of("sign-in-tries-here", username, address),
            keys.Of("sign-in-tries", username),
            keys.Of("sign-in-tries-from", address)
        );
        if (limits.AreOff)
            return attempt;
        try
        {
            attempt = await WaitAsync(attempt, cancellationToken);
        }
        catch
        {
            await ForgetAsync(attempt);
            throw;
        }

        if (attempt.RefusedFor is not null)
            await ForgetAsync(attempt);
        return attempt;
    }

    /// <summary>Counts a failure from now on.</summary>
    public Task CountAsync(SignInTry attempt) =>
        ForEachCountAsync(attempt, count => counter.KeepAsync(count, attempt.Id, RateLimits.Window, default));

    /// <summary>Gives the places back: the try did not fail, or the portal was not asked.</summary>
    public Task ForgetAsync(SignInTry attempt) =>
        ForEachCountAsync(attempt, count => counter.ReleaseAsync(count, attempt.Id, default));

    private async Task<SignInTry> WaitAsync(SignInTry attempt, CancellationToken cancellationToken)
    {
        var here = await ReserveAsync(attempt.Here, MaxHere);
        if (!here.IsAllowed)
            attempt = attempt with { SlowFor = Shortest(here.RetryAfter, RateLimits.Window) };

        var turn = here.IsAllowed
            ? here
            : await lines.WaitAsync(attempt.Here, () => TakeAsync(attempt.Here, GapHere), cancellationToken);
        if (turn.IsAllowed && !(await ReserveAsync(attempt.Anywhere, MaxAnywhere)).IsAllowed)
            turn = await lines.WaitAsync(
                attempt.Anywhere,
                () => TakeAsync(attempt.Anywhere, GapAnywhere),
                cancellationToken
            );
        if (!turn.IsAllowed)
            return attempt with { RefusedFor = Shortest(turn.RetryAfter, RateLimits.Window) };

        turn = await lines.WaitAsync(
            attempt.Address,
            () => ReserveAsync(attempt.Address, MaxPerAddress),
            cancellationToken
        );
        return turn.IsAllowed
            ? attempt
            : attempt with
            {
                RefusedFor = Shortest(turn.RetryAfter, RateLimits.Window),
                IsAddressFull = true,
            };

        ValueTask<RateDecision> ReserveAsync(string count, int max) =>
            counter.ReserveAsync(count, attempt.Id, limits.Scale(max), Lease, cancellationToken);

        // One try in each gap, for all replicas together.
        ValueTask<RateDecision> TakeAsync(string count, TimeSpan gap) =>
            counter.TakeAsync($"{count}:next", limit: 1, gap, cancellationToken);
    }

    // Not cancelled: a caller who leaves must not leave a place taken, or a failure uncounted.
    private async Task ForEachCountAsync(SignInTry attempt, Func<string, ValueTask> change)
    {
        if (limits.AreOff)
            return;
        await Task.WhenAll(attempt.Counts.Select(count => change(count).AsTask()));
    }

    private static TimeSpan Shortest(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
