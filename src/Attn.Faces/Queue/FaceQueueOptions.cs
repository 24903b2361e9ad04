namespace Attn.Faces.Queue;

/// <summary>Limits of the queue.</summary>
public sealed class FaceQueueOptions
{
    /// <summary>Threads that compare faces. Default: one for each core.</summary>
    public int Workers { get; set; } = Environment.ProcessorCount;

    /// <summary>Checks that may wait for a worker.</summary>
    public int MaxWaiting { get; set; } = 500;

    /// <summary>Bytes of pictures that may wait; they are all in memory.</summary>
    public long MaxWaitingBytes { get; set; } = 192 * 1024 * 1024;

    /// <summary>Verdicts that may be on the way: they wait here while their receiver is down.</summary>
    public int MaxUndelivered { get; set; } = 10_000;

    /// <summary>Delivered ids that are remembered, the oldest forgotten first.</summary>
    public int MaxRemembered { get; set; } = 20_000;

    /// <summary>
    /// Lets everything else in the process go first (Linux: nice 10). For a process that also answers requests.
    /// </summary>
    public bool LowerPriority { get; set; }
}
