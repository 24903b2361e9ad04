using System.Globalization;

namespace Attn.Storage.Redis;

/// <summary>
/// Instants as text of one width, so that Lua and sorted sets compare them exactly: a Lua number or a score holds 53
/// bits, a tick count needs 60.
/// </summary>
internal static class RedisInstant
{
    private const int Width = 19;

    public static string Write(DateTimeOffset instant) =>
        instant.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string ticks) =>
        new(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);

    /// <summary>The lower bound of the members (see <see cref="ReadMember"/>) that end after an instant.</summary>
    public static string FirstAfter(DateTimeOffset instant) => Write(instant.AddTicks(1));

    /// <summary>
    /// Reads <c>&lt;ticks&gt;:&lt;id&gt;</c>, a member of <see cref="RedisKeys.Ends"/>, <see cref="RedisKeys.Lesson"/>
    /// or <see cref="RedisKeys.LoginsOf"/>.
    /// </summary>
    public static (DateTimeOffset At, Guid Id) ReadMember(string member) =>
        (Read(member[..Width]), Guid.Parse(member.AsSpan(Width + 1)));
}
