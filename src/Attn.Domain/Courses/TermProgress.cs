namespace Attn.Domain;

/// <summary>
/// A student's progress in a course: the share attended so far, and the share that is still possible. Limits are
/// compared with exact shares; only the percentages shown are rounded, half up to one decimal.
/// </summary>
/// <param name="RequiredPercentage">0 to 100: how much of the course must be attended.</param>
public sealed record TermProgress(AttendanceTally Tally, CoursePlan Plan, decimal RequiredPercentage)
{
    /// <summary>Attended of the sessions held, without excused ones; <c>null</c> when no session counts.</summary>
    public decimal? Percentage => Share(Tally.Attended, Counted);

    /// <summary>Whether the exact share so far is below the limit; <c>false</c> when no session counts.</summary>
    public bool IsBelowLimit => Counted > 0 && !IsEnough(Tally.Attended, Counted);

    public decimal HoursAttended => Tally.Attended * Plan.HoursPerSession;

    /// <summary>Neither excused nor pending sessions are missed; one that was not accepted is.</summary>
    public decimal HoursMissed => Tally.Missed * Plan.HoursPerSession;

    /// <summary>
    /// Whether the limit is reached if the student attends all remaining sessions; <c>null</c> without a planned number
    /// of sessions.
    /// </summary>
    public bool? CanStillReach => Counting is { } counting ? IsEnough(Tally.Attended + Remaining, counting) : null;

    /// <summary>The percentage at the end of the term if the student attends all remaining sessions.</summary>
    public decimal? StillPossiblePercentage =>
        Counting is { } counting ? Share(Tally.Attended + Remaining, counting) : null;

    /// <summary>How many remaining sessions the student may miss; 0 also when the limit is out of reach.</summary>
    public int? MayStillMiss =>
        Counting is { } counting ? Math.Clamp(Tally.Attended + Remaining - Needed(counting), 0, Remaining) : null;

    private int Counted => Tally.Held - Tally.Excused;

    /// <summary>The sessions of the whole term that count: more than planned if more were held.</summary>
    private int? Counting => Plan.PlannedSessions is { } planned ? Math.Max(planned, Tally.Held) - Tally.Excused : null;

    /// <summary>Sessions whose outcome is open: still to be held, or with a pending face check.</summary>
    private int Remaining => Math.Max(Plan.PlannedSessions.GetValueOrDefault() - Tally.Held, 0) + Tally.Pending;

    private bool IsEnough(int attended, int counting) => attended * 100m >= RequiredPercentage * counting;

    private int Needed(int counting) => (int)Math.Ceiling(RequiredPercentage * counting / 100m);

    private static decimal? Share(int attended, int counting) =>
        counting > 0 ? Math.Round(attended * 100m / counting, 1, MidpointRounding.AwayFromZero) : null;
}
