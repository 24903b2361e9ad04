using Attn.Storage.Limits;

namespace Attn.Api.Features.SignIn;

/// <summary>
/// Tries that wait in this process for the same limit, the newest first. Where somebody floods one username, an order of
/// arrival would put its owner behind the whole flood; this way the owner's try is the next one. Who hangs up leaves the
/// line, and so does who has waited too long.
/// </summary>
internal sealed class TryLines(TimeProvider time)
{
    internal const int MaxWaiting = 300;
    internal static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    /// <summary>How soon a place that is given back, here or at another replica, is noticed.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();

    /// <summary>Each line holds its own name once for each try that waits, the newest last.</summary>
    private readonly Dictionary<string, LinkedList<string>> _lines = new(StringComparer.Ordinal);

    /// <summary>Asks at once, and then again whenever this is the newest try, until it is allowed.</summary>
    /// <returns>The answer that allows it, or the last refusal.</returns>
    public async Task<RateDecision> WaitAsync(
        string line,
        Func<ValueTask<RateDecision>> ask,
        CancellationToken cancellationToken
    )
    {
        var decision = await ask();
        if (decision.IsAllowed)
            return decision;
        var since = time.GetTimestamp();
        var place = Join(line);
        try
        {
            while (!decision.IsAllowed && IsWaiting(place) && time.GetElapsedTime(since) < MaxWait)
            {
                await Task.Delay(Pause, time, cancellationToken);
                if (IsNewest(place))
                    decision = await ask();
            }

            return decision;
        }
        finally
        {
            Leave(place);
        }
    }

    /// <summary>Beyond the bound the oldest is out: it would not get its turn in time.</summary>
    private LinkedListNode<string> Join(string name)
    {
        lock (_lock)
        {
            if (!_lines.TryGetValue(name, out var line))
                _lines.Add(name, line = []);
            if (line.Count >= MaxWaiting)
                line.RemoveFirst();
            return line.AddLast(name);
        }
    }

    private bool IsWaiting(LinkedListNode<string> place)
    {
        lock (_lock)
            return place.List is not null;
    }

    private bool IsNewest(LinkedListNode<string> place)
    {
        lock (_lock)
            return place.List?.Last == place;
    }

    private void Leave(LinkedListNode<string> place)
    {
        lock (_lock)
        {
            if (place.List is not { } line)
                return;
            line.Remove(place);
            if (line.Count == 0)
                _lines.Remove(place.Value);
        }
    }
}
