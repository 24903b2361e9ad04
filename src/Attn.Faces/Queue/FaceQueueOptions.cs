namespace Attn.Faces.Queue;

/// <summary>Limits of a <see cref="FaceQueue"/>.</summary>
public sealed class FaceQueueOptions
{
    /// <summary>Threads that compare faces. Default: one per core.</summary>
    public int Workers { get; set; } = Environment.ProcessorCount;

    /// <summary>Maximum of checks that wait for a worker.</summary>
    public int MaxWaiting { get; set; } = 500;

    /// <summary>Maximum bytes of waiting pictures, which are all in memory.</summary>
    public long MaxWaitingBytes { get; set; } = 96 * 1024 * 1024;

    /// <summary>Maximum of checks whose verdict is not delivered; they accumulate while the receiver is down.</summary>
    public int MaxUndelivered { get; set; } = 10_000;

    /// <summary>How many delivered ids are remembered; the oldest are forgotten first.</summary>
    public int MaxRemembered { get; set; } = 20_000;

    /// <summary>
    /// Gives everything else in the process priority (Linux: nice 10). For a process that also serves requests.
    /// </summary>
    public bool LowerPriority { get; set; }
}
