namespace Attn.Aksis;

/// <summary>
/// Whose turn it is at the portal: how many sign-ins use it at once, shared fairly among the addresses that wait. The
/// next turn goes to the address that has waited longest for one, and while others wait no address gets more than its
/// share; alone it may use them all. First come, first served within an address.
/// </summary>
/// <param name="max">Turns at the same time.</param>
/// <param name="maxPerAddress">The share of one address while others wait.</param>
/// <param name="maxWaiting">How many may wait. Beyond it the newest of the longest line goes.</param>
internal sealed class PortalTurns(int max, int maxPerAddress, int maxWaiting)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <summary>The lines in which somebody waits; the first is the next to get a turn.</summary>
    private readonly LinkedList<Line> _waitingLines = [];
    private int _taken;
    private int _waiting;

    /// <summary>How many turns an address has now.</summary>
    public int TakenBy(string address)
    {
        lock (_lock)
            return _lines.GetValueOrDefault(address)?.Taken ?? 0;
    }

    /// <summary>Waits for a turn. Whoever got one returns it by <see cref="Return"/>.</summary>
    /// <returns>Whether it came; otherwise too many wait already.</returns>
    public async Task<bool> TakeAsync(string address, CancellationToken cancellationToken)
    {
        var waiter = Join(address);
        // A turn that was granted before the caller left is the caller's to return.
        await using var _ = cancellationToken.Register(() => Leave(address, waiter, cancellationToken));
        return await waiter.Task;
    }

    public void Return(string address)
    {
        lock (_lock)
        {
            var line = _lines[address];
            line.Taken--;
            _taken--;
            RemoveIfUnused(line);
            GrantTurns();
        }
    }

    private TaskCompletionSource<bool> Join(string address)
    {
        var waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (!_lines.TryGetValue(address, out var line))
                _lines.Add(address, line = new(address));
            if (line.Waiters.Count == 0)
                _waitingLines.AddLast(line);
            line.Waiters.AddLast(waiter);
            _waiting++;
            GrantTurns();
            if (_waiting > maxWaiting)
                RefuseNewest(_waitingLines.MaxBy(other => other.Waiters.Count)!);
        }

        return waiter;
    }

    private void Leave(string address, TaskCompletionSource<bool> waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_lines.TryGetValue(address, out var line) || !line.Waiters.Remove(waiter))
                return;
            Left(line);
            waiter.SetCanceled(cancellationToken);
            // With one address less in the line, another one may have more than its share.
            GrantTurns();
        }
    }

    private void GrantTurns()
    {
        while (_taken < max && FindNext() is { } line)
        {
            var waiter = line.Waiters.First!.Value;
            line.Waiters.RemoveFirst();
            line.Taken++;
            _taken++;
            _waitingLines.Remove(line);
            if (line.Waiters.Count > 0)
                _waitingLines.AddLast(line);
            _waiting--;
            waiter.SetResult(true);
        }
    }

    private Line? FindNext() =>
        _waitingLines.Count == 1
            ? _waitingLines.First!.Value
            : _waitingLines.FirstOrDefault(line => line.Taken < maxPerAddress);

    private void RefuseNewest(Line line)
    {
        var waiter = line.Waiters.Last!.Value;
        line.Waiters.RemoveLast();
        Left(line);
        waiter.SetResult(false);
    }

    private void Left(Line line)
    {
        _waiting--;
        if (line.Waiters.Count == 0)
            _waitingLines.Remove(line);
        RemoveIfUnused(line);
    }

    private void RemoveIfUnused(Line line)
    {
        if (line.Taken == 0 && line.Waiters.Count == 0)
            _lines.Remove(line.Address);
    }

    /// <summary>One address: the turns it has, and who waits for one, the first first.</summary>
    private sealed class Line(string address)
    {
        public string Address { get; } = address;

        public int Taken { get; set; }

        public LinkedList<TaskCompletionSource<bool>> Waiters { get; } = [];
    }
}
