namespace Attn.Domain;

/// <summary>Which policies make sense.</summary>
public static class CoursePolicyRules
{
    /// <summary>The number of late arrivals that make one absence; more would never make one in a term.</summary>
    public const int MaxLatesPerAbsence = 10;

    /// <summary>Class sessions of a term; the old plan of a lesson had the same bound.</summary>
    public const int MaxPlannedSessions = 200;

    /// <summary>Hours of a term: more than two terms of 40 hours a week.</summary>
    public const int MaxPlannedHours = 2000;

    public const int MaxHoursPerSession = 24;

    /// <summary>Hours are rounded to hundredths.</summary>
    private const decimal MinHoursPerSession = 0.01m;

    /// <summary>What is wrong with a policy, or <c>null</c>.</summary>
    public static CoursePolicyProblem? FindProblem(CoursePolicy policy)
    {
        if (!Enum.IsDefined(policy.Counts) || !Enum.IsDefined(policy.Excused))
            return CoursePolicyProblem.UnknownRule;
        if (policy.LimitPercent is < 0 or > 100)
            return CoursePolicyProblem.LimitOutOfRange;
        if (policy.LatesPerAbsence is < 0 or > MaxLatesPerAbsence)
            return CoursePolicyProblem.LatesOutOfRange;
        if (policy.HoursPerSession is < MinHoursPerSession or > MaxHoursPerSession)
            return CoursePolicyProblem.HoursPerSessionOutOfRange;
        return policy.PlannedUnits is { } planned ? FindPlanProblem(policy.Counts, planned) : null;
    }

    private static CoursePolicyProblem? FindPlanProblem(CountedUnit unit, decimal planned)
    {
        var max = unit == CountedUnit.Sessions ? MaxPlannedSessions : MaxPlannedHours;
        if (planned <= 0 || planned > max)
            return CoursePolicyProblem.PlannedOutOfRange;
        return unit == CountedUnit.Sessions && !decimal.IsInteger(planned)
            ? CoursePolicyProblem.PlannedSessionsNotWhole
            : null;
    }
}

/// <summary>Why a policy is refused.</summary>
public enum CoursePolicyProblem
{
    /// <summary>Nothing that can be counted, or no rule for excuses.</summary>
    UnknownRule,

    /// <summary>Below 0 or above 100 %.</summary>
    LimitOutOfRange,

    /// <summary>Below 0 or above <see cref="CoursePolicyRules.MaxLatesPerAbsence"/>.</summary>
    LatesOutOfRange,

    /// <summary>Not above 0, or more than a day.</summary>
    HoursPerSessionOutOfRange,

    /// <summary>Not above 0, or more than a term has.</summary>
    PlannedOutOfRange,

    /// <summary>There is no half class session.</summary>
    PlannedSessionsNotWhole,
}
