namespace Attn.Faces.Pictures;

/// <summary>
/// Bytes of memory that many share. Whoever needs some reserves them first, and waits while they are taken: first come,
/// first served, so that a large reservation is not overtaken for ever by small ones.
/// </summary>
public sealed class MemoryBudget
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private long _free;

    /// <param name="bytes">What all reservations together may hold.</param>
    public MemoryBudget(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        Bytes = _free = bytes;
    }

    public long Bytes { get; }

    /// <summary>What nobody has reserved.</summary>
    public long FreeBytes
    {
        get
        {
            lock (_lock)
                return _free;
        }
    }

    /// <summary>Waits for its turn; whoever cancels leaves the line.</summary>
    /// <param name="bytes">More than the whole budget reserves the whole budget, or it would wait for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IDisposable> ReserveAsync(long bytes, CancellationToken cancellationToken)
    {
        var reservation = new Reservation(this, Math.Min(bytes, Bytes));
        if (Enter(reservation.Bytes) is not { } waiter)
            return reservation;
        try
        {
            await waiter.Turn.WaitAsync(cancellationToken);
            return reservation;
        }
        catch (OperationCanceledException)
        {
            Leave(waiter);
            throw;
        }
    }

    /// <summary>Waits for a while.</summary>
    /// <returns><c>null</c>: its turn did not come.</returns>
    public async Task<IDisposable?> TryReserveAsync(
        long bytes,
        TimeSpan maxWait,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using var enough = new CancellationTokenSource(maxWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            return await ReserveAsync(bytes, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Waits on a thread of the caller's own, which it blocks.</summary>
    public IDisposable Reserve(long bytes)
    {
        var reservation = new Reservation(this, Math.Min(bytes, Bytes));
        Enter(reservation.Bytes)?.Turn.Wait();
        return reservation;
    }

    /// <returns><c>null</c>: the bytes are reserved.</returns>
    private Waiter? Enter(long bytes)
    {
        lock (_lock)
        {
            if (_waiting.Count == 0 && bytes <= _free)
            {
                _free -= bytes;
                return null;
            }

            var waiter = new Waiter(bytes);
            _waiting.AddLast(waiter);
            return waiter;
        }
    }

    private void Leave(Waiter waiter)
    {
        lock (_lock)
        {
            // Its turn may have come at the moment of the cancellation.
            if (!_waiting.Remove(waiter))
                _free += waiter.Bytes;
            AdmitWaiting();
        }
    }

    private void Release(long bytes)
    {
        lock (_lock)
        {
            _free += bytes;
            AdmitWaiting();
        }
    }

    private void AdmitWaiting()
    {
        while (_waiting.First is { Value: var next } && next.Bytes <= _free)
        {
            _waiting.RemoveFirst();
            _free -= next.Bytes;
            next.Turn.Release();
        }
    }

    private sealed class Waiter(long bytes)
    {
        public long Bytes { get; } = bytes;

        public SemaphoreSlim Turn { get; } = new(0, 1);
    }

    private sealed class Reservation(MemoryBudget budget, long bytes) : IDisposable
    {
        private int _isReleased;

        public long Bytes { get; } = bytes;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isReleased, 1) == 0)
                budget.Release(Bytes);
        }
    }
}
