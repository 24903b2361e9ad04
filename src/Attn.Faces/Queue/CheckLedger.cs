namespace Attn.Faces.Queue;

/// <summary>Knows which checks are waiting, in work, on the way or delivered, and how much room is left.</summary>
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

    public EnqueueResult Enter(FaceCheck check)
    {
        lock (_lock)
        {
            if (_delivered.Contains(check.VerificationId))
                return EnqueueResult.AlreadyDelivered;
            if (_unfinished.Contains(check.VerificationId))
                return EnqueueResult.AlreadyQueued;
            if (!HasRoomFor(check))
                return EnqueueResult.Full;

            _unfinished.Add(check.VerificationId);
            _waiting++;
            _waitingBytes += check.Bytes;
            return EnqueueResult.Queued;
        }
    }

    public void Start(FaceCheck check)
    {
        lock (_lock)
        {
            _waiting--;
            _waitingBytes -= check.Bytes;
        }
    }

    /// <summary>A check that was not delivered is forgotten: its sender may ask again.</summary>
    public void Finish(Guid verificationId, bool delivered)
    {
        lock (_lock)
        {
            _unfinished.Remove(verificationId);
            if (!delivered || !_delivered.Add(verificationId))
                return;
            _deliveredByAge.Enqueue(verificationId);
            if (_deliveredByAge.Count > options.MostRemembered)
                _delivered.Remove(_deliveredByAge.Dequeue());
        }
    }

    // An empty queue takes a check of any size: what is too large for it is refused where requests are read.
    private bool HasRoomFor(FaceCheck check) =>
        _unfinished.Count < options.MostUndelivered
        && _waiting < options.MostWaiting
        && (_waiting == 0 || _waitingBytes + check.Bytes <= options.MostWaitingBytes);
}
