using static Attn.Domain.Tests.SampleTerm;

namespace Attn.Domain.Tests;

/// <summary>The longest run of class sessions that a student missed.</summary>
public sealed class MissedSessionsTests
{
    [Theory]
    [InlineData("3P", 0)]
    [InlineData("1P 2A 1P 3A 1L", 3)]
    [InlineData("2A 1N", 3)]
    [InlineData("2A 1L 1A", 2)]
    public void Absent_and_not_accepted_are_missed_and_any_attendance_ends_a_run(string statuses, int run) =>
        Assert.Equal(run, RunOf(statuses));

    [Theory]
    [InlineData("2A 1E 1A", 3)]
    [InlineData("1A 2? 1A", 2)]
    [InlineData("3E 2?", 0)]
    public void Excused_and_pending_sessions_neither_break_a_run_nor_lengthen_it(string statuses, int run) =>
        Assert.Equal(run, RunOf(statuses));

    [Fact]
    public void Sessions_that_were_not_held_are_passed_over_whatever_records_they_have() =>
        Assert.Equal(2, RunOf("1A 1C 1A"));

    [Fact]
    public void Sessions_outside_the_enrolment_are_passed_over()
    {
        Assert.Equal(2, RunOf("5A", Joined(fromWeek: 4)));
        Assert.Equal(3, RunOf("5A", Joined(toWeek: 3)));
        Assert.Equal(0, RunOf("2A 1P 2A", Joined(fromWeek: 3, toWeek: 3)));
    }

    [Fact]
    public void There_is_no_run_without_sessions() => Assert.Equal(0, MissedSessions.LongestRun(null, [], []));

    private static int RunOf(string statuses, Enrolment? enrolment = null)
    {
        var (sessions, words) = SessionsOf(statuses);
        return MissedSessions.LongestRun(enrolment, sessions, words);
    }
}
