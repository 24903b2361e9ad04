namespace Attn.Storage;

/// <summary>
/// Every id of this project's log messages. Ids are part of what operators filter by: they never change.
/// </summary>
internal static class EventIds
{
    // 10xx: workers.
    public const int WorkerRoundFailed = 1021;
    public const int WorkerRoundPostponed = 1022;

    // 30xx: the archive.
    public const int ArchiveReady = 3001;
    public const int ArchiveAwaited = 3002;

    // 70xx: Redis.
    public const int RedisConnected = 7001;
    public const int RedisAwaited = 7002;
    public const int RedisLost = 7003;
    public const int RedisRestored = 7004;
    public const int RateLimiterUnavailable = 7011;
    public const int RateLimiterRestored = 7012;
}
