namespace Attn.Domain;

/// <summary>
/// A day of a time zone as a range of instants. A clock change can make it longer or shorter, skip its midnight
/// (Santiago) or repeat it (Havana).
/// </summary>
public static class LocalDays
{
    /// <summary>UTC: the first instant at which the zone's calendar shows this day or a later one.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue).Ticks;
        // The offsets before and after a clock change around midnight; on all other days they are equal.
        var before = OffsetAt(midnight - TimeSpan.TicksPerDay, zone);
        var after = OffsetAt(midnight + TimeSpan.TicksPerDay, zone);
        var start = FirstAtOrAfter(
            midnight,
            midnight - Math.Max(before, after),
            midnight - Math.Min(before, after),
            zone
        );
        return new(Clamp(start), TimeSpan.Zero);
    }

    /// <summary>UTC, exclusive: the start of the next day.</summary>
    public static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone) =>
        day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOf(day.AddDays(1), zone);

    /// <summary>Bisects for the first tick between the two that is local midnight or later.</summary>
    private static long FirstAtOrAfter(long midnight, long low, long high, TimeZoneInfo zone)
    {
        if (low + OffsetAt(low, zone) >= midnight)
            return low;
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = middle + OffsetAt(middle, zone) >= midnight ? (low, middle) : (middle, high);
        }

        return high;
    }

    private static long OffsetAt(long utcTicks, TimeZoneInfo zone) =>
        zone.GetUtcOffset(new DateTime(Clamp(utcTicks), DateTimeKind.Utc)).Ticks;

    private static long Clamp(long ticks) => Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
}
