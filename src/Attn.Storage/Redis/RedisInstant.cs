using System.Globalization;

namespace Attn.Storage.Redis;

/// <summary>
/// Instants as text of one width, so that Lua and sorted sets compare them exactly: a Lua number or a score holds 53 bits, a tick count needs 60.
/// </summary>
internal static class RedisInstant
{
    public static string Write(DateTimeOffset instant) =>
        instant.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string ticks) =>
        new(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);

    /// <summary>The end and the id of an entry of <see cref="RedisKeys.Ends"/> or <see cref="RedisKeys.Lesson"/>.</summary>
    public static (DateTimeOffset End, Guid Id) ReadEntry(string entry) =>
        (Read(entry[..19]), Guid.Parse(entry.AsSpan(20)));
}
