namespace Attn.Storage.Redis;

/// <param name="Latency">Of one round trip.</param>
/// <param name="Time">UTC, by Redis's clock.</param>
public sealed record RedisPing(TimeSpan Latency, DateTimeOffset Time);
