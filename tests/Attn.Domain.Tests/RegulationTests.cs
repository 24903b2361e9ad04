using static Attn.Domain.Tests.SampleTerm;

namespace Attn.Domain.Tests;

/// <summary>Rules of real universities, computed by hand. docs/reports.md names the source of each.</summary>
public sealed class RegulationTests
{
    /// <summary>3 hours in each of 14 weeks; at most 30 % of the 42 hours may be missed, which are 12.6.</summary>
    private static readonly CoursePolicy HacettepeTheory = new(
        CountedUnit.Hours,
        ExcusedRule.Absent,
        LatesPerAbsence: 0,
        LimitPercent: 70,
        PlannedUnits: 42
    );

    /// <summary>2 hours in each of 14 weeks; at most 20 % of the 28 hours may be missed, which are 5.6.</summary>
    private static readonly CoursePolicy HacettepePractice = HacettepeTheory with
    {
        LimitPercent = 80,
        PlannedUnits = 28,
    };

    [Theory]
    // 9 hours absent and 3 excused are 12 of 42: 30 hours are attended.
    [InlineData("10P 3A 1E", 71.4, false, 0)]
    // 12 hours absent and 3 excused are 15 of 42: barred from the exam, although no more than 12 were without excuse.
    [InlineData("9P 4A 1E", 64.3, true, 0)]
    // After ten weeks: 9 of 30 hours are missed, exactly 30 %. 12.6 - 9 hours may still be missed.
    [InlineData("7P 2A 1E", 70.0, false, 3.6)]
    [InlineData("7P 3A 1E", 63.6, true, 0.6)]
    public void Hacettepe_counts_hours_and_an_excuse_is_an_absence(
        string statuses,
        double shown,
        bool isBelow,
        double mayStillMiss
    ) => AssertFigures(Progress(HacettepeTheory, statuses, hours: 3), shown, isBelow, mayStillMiss);

    [Theory]
    [InlineData("12P 2A", 85.7, false, 0)]
    [InlineData("11P 2A 1E", 78.6, true, 0)]
    [InlineData("5P 1A", 83.3, false, 3.6)]
    public void Hacettepe_asks_for_80_percent_of_the_practice(
        string statuses,
        double shown,
        bool isBelow,
        double mayStillMiss
    ) => AssertFigures(Progress(HacettepePractice, statuses, hours: 2), shown, isBelow, mayStillMiss);

    [Fact]
    public void Hacettepe_asks_nothing_of_students_who_repeat_a_theory_course()
    {
        var repeats = Progress(HacettepeTheory, "2P 12A", hours: 3, Exempt);
        Assert.Equal(14.3m, repeats.Percentage);
        Assert.False(repeats.IsBelowLimit);
    }

    /// <summary>Only official duty is recorded as excused, and then the session does not count.</summary>
    [Theory]
    // Two days of duty, four of illness: 8 of 12.
    [InlineData("8P 2E 4A", 66.7, true)]
    [InlineData("9P 2E 3A", 75.0, false)]
    // The same six days without duty: 8 of 14.
    [InlineData("8P 6A", 57.1, true)]
    public void Karatay_accepts_no_excuse_but_official_duty(string statuses, double shown, bool isBelow) =>
        AssertFigures(Progress(Default with { PlannedUnits = 14 }, statuses), shown, isBelow, mayStillMiss: 0);

    [Theory]
    // Theory: 3 hours a week. 6 excused hours of 42 are exempt: 36 count, and 25.2 are needed.
    [InlineData(70, 3, "9P 2E 3A", 75.0, false)]
    [InlineData(70, 3, "8P 2E 4A", 66.7, true)]
    // Laboratory: 2 hours a week. 4 excused hours of 28 are exempt: 24 count, and 19.2 are needed.
    [InlineData(80, 2, "10P 2E 2A", 83.3, false)]
    [InlineData(80, 2, "9P 2E 3A", 75.0, true)]
    public void Cankaya_asks_for_70_percent_of_lectures_and_80_of_laboratories_and_exempts_valid_excuses(
        int limit,
        int hours,
        string statuses,
        double shown,
        bool isBelow
    )
    {
        var policy = Default with { Counts = CountedUnit.Hours, LimitPercent = limit, PlannedUnits = 14 * hours };
        AssertFigures(Progress(policy, statuses, hours), shown, isBelow, mayStillMiss: 0);
    }

    [Theory]
    // 2 of 10 are exactly 20 %.
    [InlineData("8P 2A", 80.0, false, 0)]
    [InlineData("7P 3A", 70.0, true, 0)]
    [InlineData("3P 1A", 75.0, true, 1)]
    public void Karadeniz_allows_20_percent_of_the_laboratories_to_be_missed(
        string statuses,
        double shown,
        bool isBelow,
        double mayStillMiss
    )
    {
        var policy = Default with { LimitPercent = 80, PlannedUnits = 10 };
        AssertFigures(Progress(policy, statuses), shown, isBelow, mayStillMiss);
    }

    /// <summary>The limit of 70 % is ours: the source takes off marks instead.</summary>
    [Theory]
    // Two lates make no absence: 13 of 14.
    [InlineData("11P 2L 1A", 92.9, false)]
    // Five make one: 12 of 14.
    [InlineData("8P 5L 1A", 85.7, false)]
    // Nine make three: 9 of 14.
    [InlineData("3P 9L 2A", 64.3, true)]
    public void New_Paltz_counts_three_late_arrivals_as_one_absence(string statuses, double shown, bool isBelow)
    {
        var policy = Default with { LatesPerAbsence = 3, PlannedUnits = 14 };
        AssertFigures(Progress(policy, statuses), shown, isBelow, mayStillMiss: 0);
    }

    [Theory]
    // Four sick notes are four absences: 10 of 14, where the limit allows 4.2.
    [InlineData("10P 4E", 71.4, false)]
    [InlineData("9P 5E", 64.3, true)]
    public void A_sick_note_is_void_at_Anadolus_faculty_of_economics(string statuses, double shown, bool isBelow)
    {
        var policy = Default with { Excused = ExcusedRule.Absent, PlannedUnits = 14 };
        AssertFigures(Progress(policy, statuses), shown, isBelow, mayStillMiss: 0);
    }

    private static void AssertFigures(CourseProgress progress, double shown, bool isBelow, double mayStillMiss)
    {
        Assert.Equal((decimal)shown, progress.Percentage);
        Assert.Equal(isBelow, progress.IsBelowLimit);
        Assert.Equal((decimal)mayStillMiss, progress.MayStillMiss);
    }
}
