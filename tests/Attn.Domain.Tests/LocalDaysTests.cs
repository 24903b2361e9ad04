namespace Attn.Domain.Tests;

public sealed class LocalDaysTests
{
    [Theory]
    // No clock change.
    [InlineData("Europe/Istanbul", "2026-02-18", "2026-02-17T21:00:00")]
    [InlineData("UTC", "2026-02-18", "2026-02-18T00:00:00")]
    // A change during the day.
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00")]
    [InlineData("Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00")]
    // Clocks go forward at midnight: the day starts at 01:00.
    [InlineData("Asia/Beirut", "2024-03-31", "2024-03-30T22:00:00")]
    [InlineData("America/Santiago", "2024-09-08", "2024-09-08T04:00:00")]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00")]
    // Clocks go back at midnight: an hour of the day before is repeated, midnight itself comes once.
    [InlineData("Asia/Beirut", "2024-10-27", "2024-10-26T22:00:00")]
    [InlineData("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00")]
    // Clocks go back at 01:00: midnight comes twice, and the first one counts.
    [InlineData("America/Havana", "2024-11-03", "2024-11-03T04:00:00")]
    [InlineData("Atlantic/Azores", "2024-10-27", "2024-10-27T00:00:00")]
    // Clocks go back at 00:01: a minute of the day is followed by an hour of the day before.
    [InlineData("America/St_Johns", "2010-11-07", "2010-11-07T02:30:00")]
    // Clocks go forward from 23:30 to 00:30.
    [InlineData("America/Toronto", "1919-03-31", "1919-03-31T04:30:00")]
    // A day that the calendar skipped is empty.
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00")]
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00")]
    public void A_day_starts_at_the_first_instant_that_its_calendar_shows(string zone, string day, string utc) =>
        Assert.Equal(
            DateTimeOffset.Parse(utc + "Z", null),
            LocalDays.StartOf(DateOnly.Parse(day, null), TimeZoneInfo.FindSystemTimeZoneById(zone))
        );

    [Theory]
    [InlineData("Europe/Istanbul")]
    [InlineData("Asia/Beirut")]
    [InlineData("America/Santiago")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("America/Havana")]
    [InlineData("America/St_Johns")]
    [InlineData("America/Toronto")]
    [InlineData("Asia/Pyongyang")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Pacific/Apia")]
    public void Every_instant_belongs_to_one_day(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        for (var day = new DateOnly(1915, 1, 1); day < new DateOnly(2031, 1, 1); day = day.AddDays(1))
        {
            var start = LocalDays.StartOf(day, zone);
            Assert.True(DateIn(zone, start) >= day, $"{day:O} in {id} starts at {start:O}");
            Assert.True(DateIn(zone, start.AddTicks(-1)) < day, $"{day:O} in {id} starts before {start:O}");
            Assert.True(LocalDays.EndOf(day, zone) >= start);
            Assert.Equal(LocalDays.StartOf(day.AddDays(1), zone), LocalDays.EndOf(day, zone));
        }
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Istanbul")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Etc/GMT+12")]
    public void The_first_and_the_last_day_of_the_calendar_have_a_start_and_an_end(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var first = LocalDays.StartOf(DateOnly.MinValue, zone);
        Assert.InRange(first, DateTimeOffset.MinValue, DateTimeOffset.MinValue.AddHours(12));
        Assert.InRange(LocalDays.EndOf(DateOnly.MinValue, zone), first, DateTimeOffset.MinValue.AddHours(36));
        var last = LocalDays.StartOf(DateOnly.MaxValue, zone);
        Assert.InRange(last, DateTimeOffset.MaxValue.AddHours(-38), DateTimeOffset.MaxValue);
        Assert.Equal(DateTimeOffset.MaxValue, LocalDays.EndOf(DateOnly.MaxValue, zone));
    }

    private static DateOnly DateIn(TimeZoneInfo zone, DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
