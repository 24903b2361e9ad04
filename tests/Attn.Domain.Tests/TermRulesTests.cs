namespace Attn.Domain.Tests;

public sealed class TermRulesTests
{
    private static readonly Term Autumn = Made("2025-09-01", "2026-01-31");
    private static readonly Term Spring = Made("2026-02-01", "2026-06-30");
    private static readonly HashSet<Guid> Used = [Autumn.Id, Spring.Id];

    [Theory]
    [InlineData("", "2026-02-16", "2026-06-05", TermRefusal.NameNeeded)]
    [InlineData(" \t", "2026-02-16", "2026-06-05", TermRefusal.NameNeeded)]
    [InlineData("Spring", "2026-02-16", "2026-02-15", TermRefusal.EndsBeforeItBegins)]
    [InlineData("Spring", "2026-02-16", "2027-03-23", TermRefusal.TooLong)]
    [InlineData("Spring", "2026-02-16", "2027-03-22", null)]
    [InlineData("A day", "2026-02-16", "2026-02-16", null)]
    public void A_term_needs_a_name_and_days_in_their_order(
        string name,
        string first,
        string last,
        TermRefusal? expected
    ) => Assert.Equal(expected, TermRules.FindProblem(Entered(name, first, last)));

    [Fact]
    public void A_name_may_be_as_long_as_the_limit()
    {
        var longest = Entered(new('x', TermRules.MaxNameLength), "2026-02-16", "2026-06-05");
        Assert.Null(TermRules.FindProblem(longest));
        Assert.Equal(TermRefusal.NameNeeded, TermRules.FindProblem(longest with { Name = longest.Name + "x" }));
    }

    [Fact]
    public void An_entered_term_takes_over_the_made_one_that_it_shares_most_days_with_and_cuts_the_other()
    {
        var plan = TermRules.Enter(Entered("Spring", "2026-01-25", "2026-06-05"), [Autumn, Spring], Used).Value!;

        Assert.Equal((Spring.Id, "Spring", true), (plan.Entered.Id, plan.Entered.Name, plan.Entered.IsEntered));
        Assert.Equal([Autumn with { LastDay = new(2026, 1, 24) }], plan.Cut);
        Assert.Empty(plan.Removed);
    }

    [Fact]
    public void A_made_term_of_which_only_an_end_lies_inside_keeps_its_courses()
    {
        var plan = TermRules.Enter(Entered("Spring", "2026-01-25", "2026-06-05"), [Autumn], Used).Value!;

        Assert.NotEqual(Autumn.Id, plan.Entered.Id);
        Assert.Equal([Autumn with { LastDay = new(2026, 1, 24) }], plan.Cut);
    }

    [Fact]
    public void A_term_of_the_same_name_is_moved()
    {
        var known = Entered("Spring", "2026-02-16", "2026-06-05");

        var plan = TermRules.Enter(Entered("Spring", "2026-02-09", "2026-05-29"), [Autumn, known], Used).Value!;

        Assert.Equal(known with { FirstDay = new(2026, 2, 9), LastDay = new(2026, 5, 29) }, plan.Entered);
        Assert.Empty(plan.Cut);
    }

    [Fact]
    public void Entered_terms_share_no_day()
    {
        var known = Entered("Spring", "2026-02-16", "2026-06-05");
        Assert.Equal(TermRefusal.Overlaps, Enter("Summer", "2026-06-05", "2026-07-31").Refusal);
        Assert.Equal(TermRefusal.Overlaps, Enter("Within", "2026-03-01", "2026-03-02").Refusal);
        Assert.Null(Enter("Summer", "2026-06-06", "2026-07-31").Refusal);

        Outcome<TermPlan, TermRefusal> Enter(string name, string first, string last) =>
            TermRules.Enter(Entered(name, first, last), [known], Used);
    }

    [Fact]
    public void A_made_term_with_courses_is_never_left_without_a_day()
    {
        var year = Entered("Year", "2025-09-01", "2026-07-31");

        Assert.Equal(TermRefusal.Overlaps, TermRules.Enter(year, [Autumn, Spring], Used).Refusal);
        var plan = TermRules.Enter(year, [Autumn, Spring], new HashSet<Guid> { Autumn.Id }).Value!;
        Assert.Equal(Autumn.Id, plan.Entered.Id);
        Assert.Equal([Spring.Id], plan.Removed);
    }

    private static Term Made(string first, string last) =>
        new(Guid.NewGuid(), first, DateOnly.Parse(first, null), DateOnly.Parse(last, null));

    private static Term Entered(string name, string first, string last) =>
        Made(first, last) with
        {
            Name = name,
            IsEntered = true,
        };
}
