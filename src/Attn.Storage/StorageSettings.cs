using Attn.Storage.Sqlite;

namespace Attn.Storage;

/// <summary>Which servers hold the data. The embedded store replaces each one that is not named.</summary>
public sealed record StorageSettings
{
    /// <summary><c>DATABASE_URL</c>: the archive in PostgreSQL.</summary>
    public string? DatabaseUrl { get; init; }

    /// <summary><c>APPLICATION_REDIS_URL</c>: live data.</summary>
    public string? LiveRedisUrl { get; init; }

    /// <summary><c>RATE_LIMITER_REDIS_URL</c>: rate counts shared by all replicas.</summary>
    public string? LimiterRedisUrl { get; init; }

    /// <summary>
    /// <c>REDIS_CA_FILE</c>: a PEM file with the authority that signed the servers' certificates, for <c>rediss://</c>.
    /// </summary>
    public string? RedisAuthorityFile { get; init; }

    /// <summary><c>ATTN_DATA</c>: the folder of the embedded store.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>Whether the embedded store is used but was never started, so that it is empty.</summary>
    public bool IsUnused => NeedsEmbeddedStore && !File.Exists(Path.Combine(DataFolder, SqliteDatabase.FileName));

    internal bool NeedsEmbeddedStore => string.IsNullOrEmpty(DatabaseUrl) || string.IsNullOrEmpty(LiveRedisUrl);
}
