using static Attn.Domain.Tests.SampleClass;

namespace Attn.Domain.Tests;

public sealed class CourseDayTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Istanbul");
    private static readonly DateOnly Monday = new(2026, 10, 5);
    private static readonly Timetable Mondays = new(
        [new(1, new(9, 0), new(11, 0)), new(1, new(14, 0), new(16, 0)), new(2, new(9, 0), new(11, 0))],
        []
    );

    [Fact]
    public void Each_session_has_its_slot_and_the_slots_without_one_stand_by_themselves()
    {
        var early = At(8, 0, 8, 30);
        var inSlot = At(9, 5, 9, 20);
        var entries = CourseDay.Of(Monday, Mondays, [inSlot, early], Zone);
        Assert.Equal([null, 9, 14], entries.Select(entry => entry.Slot?.Slot.From.Hour));
        Assert.Equal([early, inSlot, null], entries.Select(entry => entry.Session));
    }

    [Fact]
    public void A_day_off_has_only_what_takes_place_all_the_same()
    {
        var closed = Mondays with { DaysOff = [Monday] };
        Assert.Empty(CourseDay.Of(Monday, closed, [], Zone));
        var held = Assert.Single(CourseDay.Of(Monday, closed, [At(9, 5, 9, 20)], Zone));
        Assert.Equal(9, held.Slot?.Slot.From.Hour);
    }

    [Fact]
    public void A_session_from_the_evening_before_takes_no_slot_of_today()
    {
        var late = At(9, 0, 10, 0) with { StartTime = Instant(23, 0).AddDays(-1), EndTime = Instant(1, 0) };
        Assert.Equal(3, CourseDay.Of(Monday, Mondays, [late], Zone).Count);
    }

    [Fact]
    public void Opened_now_it_ends_with_the_slot_or_takes_as_long_as_the_last_one()
    {
        var slot = new DayEntry(new(Monday, Mondays.Slots[0]), Session: null);
        Assert.Equal(Instant(11, 0), CourseDay.EndIfOpened(slot, At(8, 0, 8, 30), Zone, Instant(8, 50)));
        Assert.Equal(Instant(12, 30), CourseDay.EndIfOpened(slot, At(8, 0, 8, 30), Zone, Instant(12, 0)));
        Assert.Equal(Instant(14, 0), CourseDay.EndIfOpened(slot, last: null, Zone, Instant(12, 0)));
        var outside = new DayEntry(Slot: null, At(8, 0, 8, 45));
        Assert.Equal(Instant(12, 45), CourseDay.EndIfOpened(outside, last: null, Zone, Instant(12, 0)));
    }

    [Fact]
    public void A_time_that_a_clock_change_skips_is_the_first_one_after_it()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var skipped = new SlotOccurrence(new(2027, 3, 28), new(7, new(2, 30), new(4, 0)));
        Assert.Equal(new DateTimeOffset(2027, 3, 28, 1, 0, 0, TimeSpan.Zero), skipped.StartIn(berlin));
        Assert.Equal(new DateTimeOffset(2027, 3, 28, 2, 0, 0, TimeSpan.Zero), skipped.EndIn(berlin));
    }

    private static ClassSession At(int fromHour, int fromMinute, int toHour, int toMinute) =>
        Session with
        {
            StartTime = Instant(fromHour, fromMinute),
            EndTime = Instant(toHour, toMinute),
        };

    private static DateTimeOffset Instant(int hour, int minute) =>
        new DateTimeOffset(2026, 10, 5, hour, minute, 0, TimeSpan.FromHours(3)).ToUniversalTime();
}
