namespace Attn.Domain;

/// <summary>
/// What a student's percentage is made of. Everything is in the unit of the course's policy, and adds up:
/// <c>Held = Present + Late + Excused + Absent + Pending</c>,
/// <c>Attended = Present + Late - LateAbsences + ExcusedAttended</c>,
/// <c>Counted = Held - ExcusedNotCounted</c>, and the percentage is <c>Attended / Counted</c>.
/// </summary>
public sealed record AttendanceSum
{
    public required CountedUnit Unit { get; init; }

    /// <summary>Without late arrivals.</summary>
    public required decimal Present { get; init; }

    public required decimal Late { get; init; }

    /// <summary>The part of <see cref="Late"/> that counts as absent.</summary>
    public required decimal LateAbsences { get; init; }

    public required decimal Excused { get; init; }

    /// <summary>The part of <see cref="Excused"/> that counts as attended: all of it, or none.</summary>
    public required decimal ExcusedAttended { get; init; }

    /// <summary>The part of <see cref="Excused"/> that does not count: all of it, or none.</summary>
    public required decimal ExcusedNotCounted { get; init; }

    /// <summary>Also what was not accepted.</summary>
    public required decimal Absent { get; init; }

    /// <summary>Held and not yet decided: not attended so far, and still to be won.</summary>
    public required decimal Pending { get; init; }

    /// <summary>Cancelled, or finished before the start.</summary>
    public required decimal NotHeld { get; init; }

    /// <summary>Held before the student was enrolled.</summary>
    public required decimal BeforeEnrolment { get; init; }

    /// <summary>Held after the student had left.</summary>
    public required decimal AfterEnrolment { get; init; }

    /// <summary>
    /// Of the whole term, for this student: without what was held before the enrolment, and nothing to come for a
    /// student who has left. <c>null</c>: the course has no plan.
    /// </summary>
    public required decimal? Planned { get; init; }

    public required bool IsExempt { get; init; }

    /// <summary>The statuses that the sum was made of: one for each class session held for the student.</summary>
    public required AttendanceTally Sessions { get; init; }

    public decimal Held => Present + Late + Excused + Absent + Pending;

    public decimal Attended => Present + Late - LateAbsences + ExcusedAttended;

    public decimal Counted => Held - ExcusedNotCounted;

    /// <summary>Still to be held; 0 if more was held than planned. <c>null</c>: the course has no plan.</summary>
    public decimal? Remaining => Planned is { } planned ? Math.Max(planned - Held, 0) : null;

    /// <param name="enrolment"><c>null</c>: the student is on no class list, and every session counts.</param>
    /// <param name="statuses">The student's; one for each session, in their order.</param>
    public static AttendanceSum Of(
        CoursePolicy policy,
        Enrolment? enrolment,
        IReadOnlyList<CourseSession> sessions,
        IReadOnlyList<AttendanceStatus> statuses
    )
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(statuses.Count, sessions.Count, nameof(statuses));
        var (notHeld, before, after) = (0m, 0m, 0m);
        var units = new AttendanceUnits();
        var tally = new AttendanceTally();
        var lates = new List<decimal>();
        foreach (var (session, status) in sessions.Zip(statuses))
        {
            var worth = session.UnitsIn(policy.Counts);
            if (!session.IsHeld)
                notHeld += worth;
            else if (session.Day < enrolment?.From)
                before += worth;
            else if (session.Day > enrolment?.To)
                after += worth;
            else
            {
                units = units.With(status, worth);
                tally = tally.With(status);
                if (status == AttendanceStatus.Late)
                    lates.Add(worth);
            }
        }

        var sum = new AttendanceSum
        {
            Unit = policy.Counts,
            Present = units.Present,
            Late = units.Late,
            LateAbsences = LatesThatAreAbsences(lates, policy.LatesPerAbsence),
            Excused = units.Excused,
            ExcusedAttended = policy.Excused == ExcusedRule.Attended ? units.Excused : 0,
            ExcusedNotCounted = policy.Excused == ExcusedRule.Neutral ? units.Excused : 0,
            Absent = units.Absent,
            Pending = units.Pending,
            NotHeld = notHeld,
            BeforeEnrolment = before,
            AfterEnrolment = after,
            Planned = policy.PlannedUnits,
            IsExempt = enrolment is { IsExempt: true },
            Sessions = tally,
        };
        return sum with { Planned = PlannedFor(sum) };
    }

    /// <summary>
    /// Every n-th late arrival counts as an absence, the longest sessions first: of each n the shortest is lost. In
    /// another order one more attended session could lower a percentage; decision 0171 shows it.
    /// </summary>
    private static decimal LatesThatAreAbsences(List<decimal> lates, int latesPerAbsence) =>
        latesPerAbsence == 0
            ? 0
            : lates.OrderDescending().Where((_, place) => (place + 1) % latesPerAbsence == 0).Sum();

    private static decimal? PlannedFor(AttendanceSum sum)
    {
        var hasLeft = sum.AfterEnrolment > 0;
        return sum.Planned is not { } planned ? null
            : hasLeft ? sum.Held
            : Math.Max(planned - sum.BeforeEnrolment, 0);
    }
}
