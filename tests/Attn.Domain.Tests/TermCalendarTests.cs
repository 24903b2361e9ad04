namespace Attn.Domain.Tests;

public sealed class TermCalendarTests
{
    private static readonly TimeZoneInfo Istanbul = TimeZoneInfo.FindSystemTimeZoneById("Europe/Istanbul");

    private static TermCalendar Calendar { get; } = TermCalendar.TryRead(TermCalendar.DefaultStarts, Istanbul)!;

    [Theory]
    [InlineData("2026-03-02", "2026-02-01", "2026-06-30", "2026-02 – 2026-06")]
    [InlineData("2026-02-01", "2026-02-01", "2026-06-30", "2026-02 – 2026-06")]
    [InlineData("2026-01-31", "2025-09-01", "2026-01-31", "2025-09 – 2026-01")]
    [InlineData("2025-12-31", "2025-09-01", "2026-01-31", "2025-09 – 2026-01")]
    [InlineData("2026-08-31", "2026-07-01", "2026-08-31", "2026-07 – 2026-08")]
    public void A_term_reaches_from_one_start_to_the_next(string day, string first, string last, string name)
    {
        var term = Calendar.TermOf(DateOnly.Parse(day, null), []);

        Assert.Equal(
            (DateOnly.Parse(first, null), DateOnly.Parse(last, null), name, false),
            (term.FirstDay, term.LastDay, term.Name, term.IsEntered)
        );
    }

    [Fact]
    public void One_start_makes_terms_of_a_year()
    {
        var term = TermCalendar.TryRead("10-01", Istanbul)!.TermOf(new(2026, 3, 2), []);
        Assert.Equal((new DateOnly(2025, 10, 1), new DateOnly(2026, 9, 30)), (term.FirstDay, term.LastDay));
    }

    [Theory]
    [InlineData("")]
    [InlineData("09-01,")]
    [InlineData("09-01,09-01")]
    [InlineData("02-29")]
    [InlineData("02-30")]
    [InlineData("13-01")]
    [InlineData("9-1")]
    [InlineData("2026-09-01")]
    [InlineData("September")]
    public void Starts_that_are_no_days_of_every_year_are_refused(string starts) =>
        Assert.Null(TermCalendar.TryRead(starts, Istanbul));

    [Fact]
    public void A_day_is_the_institutions()
    {
        var evening = new DateTimeOffset(2026, 8, 31, 21, 30, 0, TimeSpan.Zero);
        Assert.Equal(new DateOnly(2026, 9, 1), Calendar.DayOf(evening));

        var term = Calendar.TermOf(Calendar.DayOf(evening), []);
        var (start, end) = Calendar.RangeOf(term);
        Assert.Equal(new DateTimeOffset(2026, 8, 31, 21, 0, 0, TimeSpan.Zero), start);
        Assert.Equal(new DateTimeOffset(2027, 1, 31, 21, 0, 0, TimeSpan.Zero), end);
    }

    [Fact]
    public void An_entered_term_comes_first_and_cuts_its_neighbours()
    {
        var spring = new Term(Guid.NewGuid(), "Spring", new(2026, 2, 16), new(2026, 6, 5)) { IsEntered = true };

        Assert.Equal(spring, Calendar.TermOf(spring.FirstDay, [spring]));
        Assert.Equal(spring, Calendar.TermOf(spring.LastDay, [spring]));
        var before = Calendar.TermOf(new(2026, 2, 3), [spring]);
        var after = Calendar.TermOf(new(2026, 6, 20), [spring]);
        Assert.Equal((new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 15)), (before.FirstDay, before.LastDay));
        Assert.Equal((new DateOnly(2026, 6, 6), new DateOnly(2026, 6, 30)), (after.FirstDay, after.LastDay));
    }

    [Fact]
    public void No_two_terms_share_a_day_however_they_come_about()
    {
        var random = new Random(15);
        for (var round = 0; round < 300; round++)
        {
            var terms = new List<Term>();
            var used = new HashSet<Guid>();
            for (var step = 0; step < 15; step++)
            {
                var day = new DateOnly(2025, 1, 1).AddDays(random.Next(900));
                if (random.Next(2) == 0)
                    MakeTerm(terms, used, day, hasCourse: random.Next(2) == 0);
                else
                    EnterTerm(terms, used, $"Term {random.Next(4)}", day, day.AddDays(random.Next(250)));
                AssertApart(terms);
                Assert.Subset(terms.Select(term => term.Id).ToHashSet(), used);
            }
        }
    }

    private static void MakeTerm(List<Term> terms, HashSet<Guid> used, DateOnly day, bool hasCourse)
    {
        var term = Calendar.TermOf(day, terms);
        Assert.True(term.Covers(day));
        if (terms.TrueForAll(known => known.Id != term.Id))
            terms.Add(term);
        if (hasCourse)
            used.Add(term.Id);
    }

    private static void EnterTerm(List<Term> terms, HashSet<Guid> used, string name, DateOnly first, DateOnly last)
    {
        var entered = new Term(Guid.NewGuid(), name, first, last) { IsEntered = true };
        if (TermRules.Enter(entered, terms, used) is not { IsRefused: false, Value: { } plan })
            return;
        terms.RemoveAll(term => plan.Removed.Contains(term.Id));
        foreach (var written in plan.Cut.Append(plan.Entered))
        {
            terms.RemoveAll(term => term.Id == written.Id);
            terms.Add(written);
        }

        Assert.Contains(terms, term => (term.Name, term.FirstDay, term.LastDay) == (name, first, last));
        Assert.Single(terms, term => term.IsEntered && term.Name == name);
    }

    private static void AssertApart(List<Term> terms)
    {
        foreach (var term in terms)
        {
            Assert.True(term.FirstDay <= term.LastDay);
            Assert.DoesNotContain(terms, other => other.Id != term.Id && other.Overlaps(term));
        }
    }
}
