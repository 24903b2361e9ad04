namespace Attn.Storage.Live;

/// <summary>Limits and lifetimes that both live stores share.</summary>
public sealed record LiveStoreLimits
{
    /// <summary>
    /// How many bytes of pictures may wait for a verdict; a further check is refused. Default 512 MiB.
    /// </summary>
    public long OutboxBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>
    /// How long pictures stay without a check: the process died between the two writes. Default 5 minutes.
    /// </summary>
    public TimeSpan OrphanPictures { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long pictures, stopped checks and tickets stay at most. It exceeds the longest class session with its grace;
    /// normally they are removed long before. Default 26 hours.
    /// </summary>
    public TimeSpan Backstop { get; init; } = TimeSpan.FromHours(26);
}
