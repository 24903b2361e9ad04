using Attn.Storage.Limits;

namespace Attn.Api.Features.SignIn;

/// <summary>
/// Tries that wait in this process for the same limit. The newest and the oldest take turns: the owner of a name goes
/// before a burst of guesses that came earlier, and is not passed by a guesser who comes back after every answer. Who
/// hangs up leaves the line, and so does who has waited too long.
/// </summary>
internal sealed class TryLines(TimeProvider time)
{
    internal const int MaxWaiting = 300;
    internal static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    /// <summary>How soon a place that is given back, here or at another replica, is noticed.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <summary>Asks at once if nobody waits, and then whenever it is this one's turn, until it is allowed.</summary>
    /// <returns>The answer that allows it, or the last refusal.</returns>
    public async Task<RateDecision> WaitAsync(
        string line,
        Func<ValueTask<RateDecision>> ask,
        CancellationToken cancellationToken
    )
    {
        var decision = IsEmpty(line) ? await ask() : RateDecision.Refused(MaxWait);
        if (decision.IsAllowed)
            return decision;
        var since = time.GetTimestamp();
        var waiter = Join(line);
        try
        {
            while (!decision.IsAllowed && waiter.IsWaiting && time.GetElapsedTime(since) < MaxWait)
            {
                await waiter.PauseAsync(Pause, time, cancellationToken);
                if (IsNext(waiter))
                    decision = await ask();
            }

            return decision;
        }
        finally
        {
            Leave(waiter, hadItsTurn: decision.IsAllowed);
        }
    }

    private bool IsEmpty(string line)
    {
        lock (_lock)
            return !_lines.ContainsKey(line);
    }

    /// <summary>Beyond the bound the oldest that is not next is out: it would hardly get its turn in time.</summary>
    private Waiter Join(string name)
    {
        lock (_lock)
        {
            if (!_lines.TryGetValue(name, out var line))
                _lines.Add(name, line = new(name));
            var waiter = new Waiter(line);
            line.Waiters.AddLast(waiter.Place);
            if (line.Waiters.Count > MaxWaiting)
                Remove(line.Waiters.First(other => other != line.Next));
            return waiter;
        }
    }

    private bool IsNext(Waiter waiter)
    {
        lock (_lock)
            return waiter.IsWaiting && waiter.Line.Next == waiter;
    }

    private void Leave(Waiter waiter, bool hadItsTurn)
    {
        lock (_lock)
        {
            if (waiter.IsWaiting)
                Remove(waiter);
            if (!hadItsTurn)
                return;
            waiter.Line.IsOldestNext = !waiter.Line.IsOldestNext;
            // Perhaps there is another place: ask now, not at the end of the pause.
            waiter.Line.Next?.Wake();
        }
    }

    private void Remove(Waiter waiter)
    {
        waiter.Line.Waiters.Remove(waiter.Place);
        if (waiter.Line.Waiters.Count == 0)
            _lines.Remove(waiter.Line.Name);
    }

    private sealed class Line(string name)
    {
        private Waiter? _next;

        public string Name { get; } = name;

        /// <summary>The oldest first.</summary>
        public LinkedList<Waiter> Waiters { get; } = [];

        public bool IsOldestNext { get; set; }

        /// <summary>
        /// Stays next until it had its turn or left: in a flood somebody newer comes at every moment, and nobody would
        /// ask.
        /// </summary>
        public Waiter? Next =>
            _next is { IsWaiting: true } ? _next : _next = (IsOldestNext ? Waiters.First : Waiters.Last)?.Value;
    }

    private sealed class Waiter
    {
        private TaskCompletionSource _wake = NewSignal();

        public Waiter(Line line)
        {
            Line = line;
            Place = new(this);
        }

        public Line Line { get; }

        public LinkedListNode<Waiter> Place { get; }

        public bool IsWaiting => Place.List is not null;

        public void Wake() => _wake.TrySetResult();

        public async Task PauseAsync(TimeSpan pause, TimeProvider time, CancellationToken cancellationToken)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(_wake.Task, Task.Delay(pause, time, ended.Token));
            // Ends the delay's timer.
            await ended.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (_wake.Task.IsCompleted)
                _wake = NewSignal();
        }

        private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
