namespace Attn.Storage.Live;

/// <summary>Bounds and lifetimes that both live stores share.</summary>
public sealed record LiveStoreLimits
{
    /// <summary>The most bytes of pictures that may wait for a verdict; a further check is refused. Default 512 MiB.</summary>
    public long OutboxBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>How long pictures stay that no check was started for: a process died between the two writes.</summary>
    public TimeSpan OrphanPictures { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A backstop for pictures and stopped checks, beyond the longest session and any grace; they are normally removed long before.</summary>
    public TimeSpan Backstop { get; init; } = TimeSpan.FromHours(26);
}
