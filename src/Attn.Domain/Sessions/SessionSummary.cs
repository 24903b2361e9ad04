namespace Attn.Domain;

public sealed record ReasonCount(string Reason, int Count);

/// <param name="Minute">UTC, cut to the minute.</param>
public sealed record ArrivalCount(DateTimeOffset Minute, int Count);

/// <summary>A class session in figures.</summary>
/// <param name="Expected">How many students were expected.</param>
/// <param name="NotEnrolled">How many have a record without being on the class list.</param>
/// <param name="Tally">All of <paramref name="Students"/>, each counted once.</param>
/// <param name="Students">Everybody expected or recorded, in the order of numbers.</param>
/// <param name="Reasons">Of those not accepted, most frequent first.</param>
/// <param name="Arrivals">Of those who attended, by time.</param>
public sealed record SessionSummary(
    bool HasClassList,
    int Expected,
    int NotEnrolled,
    AttendanceTally Tally,
    IReadOnlyList<SessionStudent> Students,
    IReadOnlyList<ReasonCount> Reasons,
    IReadOnlyList<ArrivalCount> Arrivals
)
{
    /// <param name="session">The class session.</param>
    /// <param name="records">All of its records; deleted ones are left out.</param>
    /// <param name="expected">Who is expected.</param>
    public static SessionSummary Of(
        ClassSession session,
        IReadOnlyList<AttendanceRecord> records,
        ExpectedStudents expected
    )
    {
        var students = SessionRoll.Of(records, expected);
        var states = students.ToLookup(student => student.StatusIn(session), student => student.State!);
        return new(
            expected.HasClassList,
            students.Count(student => student.IsExpected),
            students.Count(student => student.IsEnrolled is false),
            AttendanceTally.Of(students.Select(student => student.StatusIn(session))),
            students,
            ReasonsOf(states[AttendanceStatus.NotAccepted]),
            ArrivalsOf(states[AttendanceStatus.Present].Concat(states[AttendanceStatus.Late]))
        );
    }

    private static List<ReasonCount> ReasonsOf(IEnumerable<RecordState> notAccepted) =>
        [
            .. notAccepted
                .CountBy(state => state.FailReason!, StringComparer.Ordinal)
                .Select(each => new ReasonCount(each.Key, each.Value))
                .OrderByDescending(each => each.Count)
                .ThenBy(each => each.Reason, StringComparer.Ordinal),
        ];

    private static List<ArrivalCount> ArrivalsOf(IEnumerable<RecordState> attended) =>
        [
            .. attended
                .CountBy(state => ToMinute(state.AttendanceTime!.Value))
                .Select(each => new ArrivalCount(each.Key, each.Value))
                .OrderBy(each => each.Minute),
        ];

    private static DateTimeOffset ToMinute(DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
}
