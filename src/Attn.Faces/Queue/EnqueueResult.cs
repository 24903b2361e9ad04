namespace Attn.Faces.Queue;

/// <summary>What became of a comparison that was offered to the queue.</summary>
public enum EnqueueResult
{
    Queued,

    /// <summary>It is waiting, being compared, or its verdict is on the way: one verdict will come.</summary>
    AlreadyQueued,

    /// <summary>Its verdict was delivered before; nothing more happens.</summary>
    AlreadyDelivered,

    /// <summary>Try again later.</summary>
    Full,
}
