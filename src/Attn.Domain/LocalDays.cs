namespace Attn.Domain;

/// <summary>
/// A day of a time zone as a range of instants. A clock change can make it longer or shorter, skip its midnight
/// (Santiago) or repeat it (Havana).
/// </summary>
public static class LocalDays
{
    /// <summary>UTC: the first instant at which the zone's calendar shows this day or a later one.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone) => InstantOf(day, TimeOnly.MinValue, zone);

    /// <summary>UTC: the first instant at which the zone's clock shows this time of this day, or a later one.</summary>
    public static DateTimeOffset InstantOf(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time).Ticks;
        // The offsets before and after a clock change around that time; on all other days they are equal.
        var before = OffsetAt(local - TimeSpan.TicksPerDay, zone);
        var after = OffsetAt(local + TimeSpan.TicksPerDay, zone);
        var instant = FirstAtOrAfter(local, local - Math.Max(before, after), local - Math.Min(before, after), zone);
        return new(Clamp(instant), TimeSpan.Zero);
    }

    /// <summary>UTC, exclusive: the start of the next day.</summary>
    public static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone) =>
        day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOf(day.AddDays(1), zone);

    /// <summary>Bisects for the first tick between the two at which the local time is reached.</summary>
    private static long FirstAtOrAfter(long local, long low, long high, TimeZoneInfo zone)
    {
        if (low + OffsetAt(low, zone) >= local)
            return low;
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = middle + OffsetAt(middle, zone) >= local ? (low, middle) : (middle, high);
        }

        return high;
    }

    private static long OffsetAt(long utcTicks, TimeZoneInfo zone) =>
        zone.GetUtcOffset(new DateTime(Clamp(utcTicks), DateTimeKind.Utc)).Ticks;

    private static long Clamp(long ticks) => Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
}
