namespace Attn.Domain.Tests;

public sealed class EnrolmentRulesTests
{
    private static readonly Enrolment Ada = new("7", "Ada");
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public void An_enrolment_may_last_for_one_day_and_not_end_before_it_begins()
    {
        Assert.Null(EnrolmentRules.FindProblem(Ada));
        Assert.Null(EnrolmentRules.FindProblem(Ada with { From = Day, To = Day }));
        Assert.Null(EnrolmentRules.FindProblem(Ada with { From = Day }));
        Assert.Equal(
            EnrolmentProblem.EndsBeforeItBegins,
            EnrolmentRules.FindProblem(Ada with { From = Day, To = Day.AddDays(-1) })
        );
    }

    [Fact]
    public void An_exemption_has_a_reason_and_a_reason_an_exemption()
    {
        Assert.Null(EnrolmentRules.FindProblem(Ada with { IsExempt = true, ExemptReason = "repeats" }));
        Assert.Equal(
            EnrolmentProblem.ExemptWithoutReason,
            EnrolmentRules.FindProblem(Ada with { IsExempt = true, ExemptReason = " " })
        );
        Assert.Equal(
            EnrolmentProblem.ReasonWithoutExemption,
            EnrolmentRules.FindProblem(Ada with { ExemptReason = "repeats" })
        );
    }

    [Fact]
    public void An_enrolment_covers_its_first_and_its_last_day()
    {
        var joined = Ada with { From = Day, To = Day.AddDays(7) };
        Assert.Equal(
            [false, true, true, false],
            new[] { -1, 0, 7, 8 }.Select(days => joined.Covers(Day.AddDays(days)))
        );
        Assert.True(Ada.Covers(DateOnly.MinValue));
    }
}
