namespace Attn.Domain;

/// <param name="Present">Late ones included.</param>
/// <param name="Failed">Neither attended nor pending nor excused.</param>
/// <param name="Absent">Of those expected: who neither attended nor waits for a check.</param>
public sealed record SessionCounts(int Present, int Late, int Pending, int Failed, int Excused, int Absent);

public sealed record ReasonCount(string Reason, int Count);

/// <param name="Minute">UTC, cut to the minute.</param>
public sealed record ArrivalCount(DateTimeOffset Minute, int Count);

/// <summary>A class session in figures.</summary>
/// <param name="Expected">How many students were expected.</param>
/// <param name="Reasons">Of the failed ones, most frequent first.</param>
/// <param name="Arrivals">Of those present, by time.</param>
/// <param name="Absent">In the order of numbers.</param>
public sealed record SessionSummary(
    bool HasClassList,
    int Expected,
    SessionCounts Counts,
    IReadOnlyList<ReasonCount> Reasons,
    IReadOnlyList<ArrivalCount> Arrivals,
    IReadOnlyList<SessionStudent> Absent
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
        var recorded = students
            .Where(student => student.State is not null)
            .ToLookup(student => RecordStatuses.Of(session, student.State!), student => student.State!);
        var present = recorded[RecordStatus.Present].Concat(recorded[RecordStatus.Late]).ToList();
        var failed = recorded[RecordStatus.NotAccepted].ToList();
        List<SessionStudent> absent = [.. students.Where(student => IsMissed(session, student))];
        return new(
            expected.HasClassList,
            students.Count(student => student.IsExpected),
            new(
                present.Count,
                recorded[RecordStatus.Late].Count(),
                recorded[RecordStatus.Pending].Count(),
                failed.Count,
                recorded[RecordStatus.Excused].Count(),
                absent.Count
            ),
            ReasonsOf(failed),
            ArrivalsOf(present),
            absent
        );
    }

    private static bool IsMissed(ClassSession session, SessionStudent student) =>
        student.IsExpected && student.StatusIn(session) is AttendanceStatus.Absent or AttendanceStatus.Excused;

    private static List<ReasonCount> ReasonsOf(IEnumerable<RecordState> failed) =>
        [
            .. failed
                .CountBy(state => state.FailReason!, StringComparer.Ordinal)
                .Select(each => new ReasonCount(each.Key, each.Value))
                .OrderByDescending(each => each.Count)
                .ThenBy(each => each.Reason, StringComparer.Ordinal),
        ];

    private static List<ArrivalCount> ArrivalsOf(IEnumerable<RecordState> present) =>
        [
            .. present
                .CountBy(state => ToMinute(state.AttendanceTime!.Value))
                .Select(each => new ArrivalCount(each.Key, each.Value))
                .OrderBy(each => each.Minute),
        ];

    private static DateTimeOffset ToMinute(DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
}
