namespace Attn.Domain;

/// <summary>
/// A student's progress in a course: the share attended so far, and what is still possible. Limits are compared with
/// exact shares; only the percentages shown are rounded, half up to one decimal. docs/reports.md explains every figure.
/// </summary>
public sealed record CourseProgress(CoursePolicy Policy, AttendanceSum Sum)
{
    /// <inheritdoc cref="AttendanceSum.Of"/>
    public static CourseProgress Of(
        CoursePolicy policy,
        Enrolment? enrolment,
        IReadOnlyList<CourseSession> sessions,
        IReadOnlyList<AttendanceStatus> statuses
    ) => new(policy, AttendanceSum.Of(policy, enrolment, sessions, statuses));

    /// <summary>0 to 100, rounded for display; <c>null</c> when nothing counts.</summary>
    public decimal? Percentage => Share(Sum.Attended, Sum.Counted);

    /// <summary>
    /// Whether the exact share so far is below the limit; <c>false</c> when nothing counts, and for an exempt student.
    /// </summary>
    public bool IsBelowLimit => !Sum.IsExempt && Sum.Counted > 0 && !IsEnough(Sum.Attended, Sum.Counted);

    /// <summary>
    /// Whether the limit is reached if the student attends everything that is open; <c>null</c> without a plan, and for
    /// an exempt student, who has no limit to reach.
    /// </summary>
    public bool? CanStillReach =>
        Sum.Remaining is { } remaining && !Sum.IsExempt
            ? IsEnough(Sum.Attended + Sum.Pending + remaining, Sum.Counted + remaining)
            : null;

    /// <summary>The percentage at the end of the term if the student attends everything that is open.</summary>
    public decimal? StillPossiblePercentage =>
        Sum.Remaining is { } remaining ? Share(Sum.Attended + Sum.Pending + remaining, Sum.Counted + remaining) : null;

    /// <summary>
    /// How many sessions, or hours to the hundredth, of those that are open the student may miss and still reach the
    /// limit; 0 also when the limit is out of reach. <c>null</c> as <see cref="CanStillReach"/>.
    /// </summary>
    public decimal? MayStillMiss
    {
        get
        {
            if (Sum.Remaining is not { } remaining || Sum.IsExempt)
                return null;
            var open = Sum.Pending + remaining;
            var spare = Sum.Attended + open - (Policy.LimitPercent * (Sum.Counted + remaining) / 100);
            var whole = Math.Round(
                spare,
                Policy.Counts == CountedUnit.Hours ? 2 : 0,
                MidpointRounding.ToNegativeInfinity
            );
            return Math.Clamp(whole, 0, open);
        }
    }

    /// <summary>The hours in which the student was there, also where the course counts sessions.</summary>
    public decimal HoursAttended => (Sum.Present + Sum.Late) * HoursPerUnit;

    /// <summary>The hours absent without an excuse; neither excused nor pending hours are missed.</summary>
    public decimal HoursMissed => Sum.Absent * HoursPerUnit;

    private decimal HoursPerUnit => Policy.Counts == CountedUnit.Hours ? 1 : Policy.HoursPerSession ?? 1;

    private bool IsEnough(decimal attended, decimal counted) => attended * 100 >= Policy.LimitPercent * counted;

    private static decimal? Share(decimal attended, decimal counted) =>
        counted > 0 ? Math.Round(attended * 100 / counted, 1, MidpointRounding.AwayFromZero) : null;
}
