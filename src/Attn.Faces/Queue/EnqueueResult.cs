namespace Attn.Faces.Queue;

/// <summary>The result of offering a comparison to the queue.</summary>
public enum EnqueueResult
{
    Queued,

    /// <summary>It is waiting, in progress, or its verdict is being delivered. One verdict will follow.</summary>
    AlreadyQueued,

    /// <summary>Its verdict was delivered earlier; nothing follows.</summary>
    AlreadyDelivered,

    /// <summary>Retry later.</summary>
    Full,
}
