namespace Attn.Domain;

/// <summary>
/// Where a student stands in a lesson: the share attended so far, and what the rest of the term can still make of it.
/// What is decided is decided on exact shares; only what is shown is rounded, to one decimal, halves up.
/// </summary>
/// <param name="RequiredPercentage">0 to 100: how much of the lesson must be attended.</param>
public sealed record TermProgress(AttendanceTally Tally, LessonPlan Plan, decimal RequiredPercentage)
{
    /// <summary>Attended of the sessions held, excused ones left out; <c>null</c> when nothing counts.</summary>
    public decimal? Percentage => Share(Tally.Attended, Counted);

    /// <summary>Whether the share so far is below the limit, before rounding. Nothing counted is not below.</summary>
    public bool IsBelowLimit => Counted > 0 && !IsEnough(Tally.Attended, Counted);

    public decimal HoursAttended => Tally.Attended * Plan.HoursPerSession;

    /// <summary>Excused sessions are not missed, and pending ones not yet.</summary>
    public decimal HoursMissed => Tally.Absent * Plan.HoursPerSession;

    /// <summary>
    /// Whether the limit is reached if the student comes to everything that is left. <c>null</c>: no plan says how
    /// much that is.
    /// </summary>
    public bool? CanStillReach => Counting is { } counting ? IsEnough(Tally.Attended + Remaining, counting) : null;

    /// <summary>The percentage at the term's end if the student comes to everything that is left.</summary>
    public decimal? StillPossiblePercentage =>
        Counting is { } counting ? Share(Tally.Attended + Remaining, counting) : null;

    /// <summary>
    /// How many of the sessions that are left the student may miss and still reach the limit. 0 also when it is out
    /// of reach.
    /// </summary>
    public int? MayStillMiss =>
        Counting is { } counting ? Math.Clamp(Tally.Attended + Remaining - Needed(counting), 0, Remaining) : null;

    private int Counted => Tally.Held - Tally.Excused;

    /// <summary>
    /// The sessions of the whole term that count for this student. A term that runs over its plan is as long as it
    /// is.
    /// </summary>
    private int? Counting => Plan.PlannedSessions is { } planned ? Math.Max(planned, Tally.Held) - Tally.Excused : null;

    /// <summary>
    /// Sessions of the plan whose outcome is open: those to come, and those whose face check has no verdict yet.
    /// </summary>
    private int Remaining => Math.Max(Plan.PlannedSessions.GetValueOrDefault() - Tally.Held, 0) + Tally.Pending;

    private bool IsEnough(int attended, int counting) => attended * 100m >= RequiredPercentage * counting;

    private int Needed(int counting) => (int)Math.Ceiling(RequiredPercentage * counting / 100m);

    private static decimal? Share(int attended, int counting) =>
        counting > 0 ? Math.Round(attended * 100m / counting, 1, MidpointRounding.AwayFromZero) : null;
}
