namespace Attn.Faces.Queue;

/// <summary>Tracks which checks are waiting, in progress or delivered, and how much capacity is left.</summary>
internal sealed class CheckLedger(FaceQueueOptions options)
{
    private readonly Lock _lock = new();
    private readonly HashSet<Guid> _unfinished = [];
    private readonly HashSet<Guid> _delivered = [];
    private readonly Queue<Guid> _deliveredByAge = new();
    private int _waiting;
    private long _waitingBytes;

    public int Waiting
    {
        get
        {
            lock (_lock)
                return _waiting;
        }
    }

    public EnqueueResult Enter(FaceComparison comparison)
    {
        lock (_lock)
        {
            if (_delivered.Contains(comparison.VerificationId))
                return EnqueueResult.AlreadyDelivered;
            if (_unfinished.Contains(comparison.VerificationId))
                return EnqueueResult.AlreadyQueued;
            if (!HasRoomFor(comparison))
                return EnqueueResult.Full;

            _unfinished.Add(comparison.VerificationId);
            _waiting++;
            _waitingBytes += comparison.Bytes;
            return EnqueueResult.Queued;
        }
    }

    public void Start(FaceComparison comparison)
    {
        lock (_lock)
        {
            _waiting--;
            _waitingBytes -= comparison.Bytes;
        }
    }

    /// <summary>A comparison that was not delivered is forgotten, so that its sender may retry.</summary>
    public void Finish(Guid verificationId, bool delivered)
    {
        lock (_lock)
        {
            _unfinished.Remove(verificationId);
            if (!delivered || !_delivered.Add(verificationId))
                return;
            _deliveredByAge.Enqueue(verificationId);
            if (_deliveredByAge.Count > options.MaxRemembered)
                _delivered.Remove(_deliveredByAge.Dequeue());
        }
    }

    // An empty queue accepts any size, or a comparison over the limit would never run; requests are limited elsewhere.
    private bool HasRoomFor(FaceComparison comparison) =>
        _unfinished.Count < options.MaxUndelivered
        && _waiting < options.MaxWaiting
        && (_waiting == 0 || _waitingBytes + comparison.Bytes <= options.MaxWaitingBytes);
}
