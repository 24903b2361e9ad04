namespace Attn.Domain.Tests;

public sealed class TimetableTests
{
    private const int Monday = 1;
    private const int Sunday = 7;
    private static readonly DateOnly AMonday = new(2026, 9, 14);
    private static readonly WeeklySlot Morning = new(Monday, new(9, 0), new(11, 50));

    [Theory]
    [InlineData("09:00", "11:50", 2.83)]
    [InlineData("09:00", "09:45", 0.75)]
    [InlineData("13:30", "15:30", 2.0)]
    public void A_slot_counts_its_exact_length_to_the_hundredth(string from, string to, double hours) =>
        Assert.Equal((decimal)hours, (Morning with { From = Time(from), To = Time(to) }).Hours);

    [Fact]
    public void Weekdays_are_those_of_ISO_8601()
    {
        Assert.Equal(
            Enumerable.Range(Monday, Sunday),
            Enumerable.Range(0, 7).Select(days => WeeklySlot.WeekdayOf(AMonday.AddDays(days)))
        );
    }

    [Fact]
    public void A_slot_occurs_on_its_weekday_from_its_first_day_to_its_last()
    {
        var slot = Morning with { FirstDay = AMonday.AddDays(7), LastDay = AMonday.AddDays(14) };
        Assert.Equal([7, 14], Enumerable.Range(0, 30).Where(days => slot.OccursOn(AMonday.AddDays(days))));
    }

    [Fact]
    public void Nothing_occurs_on_a_day_off_and_a_day_begins_with_its_earliest_slot()
    {
        var noon = Morning with { From = new(13, 0), To = new(14, 0) };
        var timetable = new Timetable([noon, Morning], [AMonday.AddDays(7)]);
        Assert.Equal([Morning, noon], timetable.SlotsOn(AMonday));
        Assert.Empty(timetable.SlotsOn(AMonday.AddDays(1)));
        Assert.Equal(
            [
                new(AMonday, Morning),
                new(AMonday, noon),
                new(AMonday.AddDays(14), Morning),
                new(AMonday.AddDays(14), noon),
            ],
            timetable.Occurrences(AMonday, AMonday.AddDays(14))
        );
        Assert.Empty(timetable.Occurrences(AMonday.AddDays(1), AMonday));
    }

    [Theory]
    // Opened ten minutes early, for a quarter of an hour.
    [InlineData("08:50", 15, 1)]
    // From the first hour into the second: most of it is in the second.
    [InlineData("09:40", 40, 2)]
    // As much in one as in the other: the first.
    [InlineData("09:40", 20, 1)]
    // Ends when the first hour begins, and begins when the second ends.
    [InlineData("08:30", 30, null)]
    [InlineData("10:50", 30, null)]
    // Past midnight.
    [InlineData("08:00", 1200, 1)]
    public void A_session_belongs_to_the_slot_with_which_it_shares_the_most_time(string start, int minutes, int? hour)
    {
        WeeklySlot[] hours = [new(Monday, new(9, 0), new(9, 50)), new(Monday, new(9, 50), new(10, 40))];
        var opened = AMonday.ToDateTime(Time(start));
        var found = new Timetable([.. hours.Reverse()], [AMonday]).FindSlot(opened, opened.AddMinutes(minutes));
        Assert.Equal(hour is { } number ? hours[number - 1] : null, found);
        Assert.Null(Timetable.Empty.FindSlot(opened, opened.AddMinutes(minutes)));
    }

    [Fact]
    public void Slots_that_touch_or_share_no_day_do_not_overlap()
    {
        var during = Morning with { From = new(10, 0), To = new(11, 0) };
        Assert.True(Morning.Overlaps(during) && during.Overlaps(Morning));
        Assert.True(Morning.Overlaps(Morning));
        Assert.False(Morning.Overlaps(during with { Weekday = 2 }));
        Assert.False(Morning.Overlaps(Morning with { From = Morning.To, To = new(13, 0) }));

        var firstHalf = Morning with { LastDay = AMonday.AddDays(6) };
        var secondHalf = Morning with { FirstDay = AMonday.AddDays(7) };
        Assert.False(firstHalf.Overlaps(secondHalf) || secondHalf.Overlaps(firstHalf));
        // Both run from Tuesday to Sunday, which is no Monday.
        Assert.False(firstHalf.Overlaps(secondHalf with { FirstDay = AMonday.AddDays(1) }));
        Assert.True(firstHalf.Overlaps(secondHalf with { FirstDay = AMonday }));
        Assert.True((firstHalf with { LastDay = AMonday.AddDays(7) }).Overlaps(secondHalf));
    }

    public static TheoryData<WeeklySlot, TimetableRefusal?> Slots { get; } =
        new()
        {
            { Morning with { Weekday = Sunday }, null },
            { Morning with { From = new(11, 50), To = new(12, 0) }, null },
            { Morning with { Weekday = 2, FirstDay = AMonday, LastDay = AMonday }, null },
            { Morning with { Weekday = 0 }, TimetableRefusal.NoSuchWeekday },
            { Morning with { Weekday = 8 }, TimetableRefusal.NoSuchWeekday },
            { Morning with { To = new(9, 0) }, TimetableRefusal.EndsBeforeItBegins },
            { Morning with { FirstDay = AMonday, LastDay = AMonday.AddDays(-1) }, TimetableRefusal.LastDayBeforeFirst },
            { Morning with { From = new(11, 49), To = new(12, 0) }, TimetableRefusal.Overlaps },
        };

    [Theory, MemberData(nameof(Slots))]
    public void A_timetable_that_makes_no_sense_is_refused_and_names_the_slot(
        WeeklySlot second,
        TimetableRefusal? refusal
    ) =>
        Assert.Equal(
            refusal is { } found ? new(found, Place: 1) : null,
            TimetableRules.FindProblem(new([Morning, second], []))
        );

    [Fact]
    public void A_timetable_has_a_size()
    {
        var slots = Enumerable.Range(0, TimetableRules.MaxSlots + 1).Select(_ => Morning).ToList();
        Assert.Equal(new(TimetableRefusal.TooManySlots), TimetableRules.FindProblem(new(slots, [])));
        var days = Enumerable.Range(0, TimetableRules.MaxDaysOff + 1).Select(AMonday.AddDays).ToList();
        Assert.Equal(new(TimetableRefusal.TooManyDaysOff), TimetableRules.FindProblem(new([], days)));
        Assert.Null(TimetableRules.FindProblem(Timetable.Empty));
    }

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", null);
}
