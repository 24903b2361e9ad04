namespace Attn.Storage.Live.Redis;

/// <summary>What may be tuned, or turned off for measuring.</summary>
public sealed record RedisLiveStoreOptions
{
    /// <summary>
    /// How many class sessions a process remembers, so that a check-in takes one round trip instead of two. 0: none.
    /// Default 1024.
    /// </summary>
    public int RememberedSessions { get; init; } = 1024;
}
