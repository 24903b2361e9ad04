namespace Attn.Domain;

/// <summary>Who is expected in a class session.</summary>
/// <param name="HasClassList">Else these are the students seen once in that lesson, and whoever is in the session
/// counts too.</param>
public sealed record ExpectedStudents(bool HasClassList, IReadOnlyList<ExpectedStudent> Students);

public sealed record ExpectedStudent(string Number, string Name);

/// <param name="Record">Why, if the student tried or was decided about; <c>null</c>: never seen in this
/// session.</param>
public sealed record AbsentStudent(ExpectedStudent Student, AttendanceRecord? Record);

/// <param name="Present">Late ones included.</param>
/// <param name="Failed">Neither attended nor pending nor excused.</param>
/// <param name="Absent">Of those expected: who neither attended nor waits for a check.</param>
public sealed record SessionCounts(int Present, int Late, int Pending, int Failed, int Excused, int Absent);

public sealed record ReasonCount(string Reason, int Count);

/// <param name="Minute">UTC, cut to the minute.</param>
public sealed record ArrivalCount(DateTimeOffset Minute, int Count);

/// <summary>A class session in figures.</summary>
/// <param name="Expected">How many were expected.</param>
/// <param name="Reasons">Of the failed ones, most frequent first.</param>
/// <param name="Arrivals">Of those present, by time.</param>
/// <param name="Absent">In the order of numbers.</param>
public sealed record SessionSummary(
    bool HasClassList,
    int Expected,
    SessionCounts Counts,
    IReadOnlyList<ReasonCount> Reasons,
    IReadOnlyList<ArrivalCount> Arrivals,
    IReadOnlyList<AbsentStudent> Absent
)
{
    /// <param name="session">The class session.</param>
    /// <param name="records">All of its records; deleted ones count for nothing.</param>
    /// <param name="expected">Who should come.</param>
    public static SessionSummary Of(
        ClassSession session,
        IReadOnlyList<AttendanceRecord> records,
        ExpectedStudents expected
    )
    {
        var kept = records
            .Where(record => !record.State.IsDeleted)
            .ToDictionary(record => record.StudentNumber, StringComparer.Ordinal);
        var students = WhoIsExpected(kept.Values, expected);
        var present = kept.Values.Where(record => record.State.IsAttended).ToList();
        var failed = kept.Values.Where(HasFailed).ToList();
        var absent = WhoIsAbsent(students, kept);
        return new(
            expected.HasClassList,
            students.Count,
            new(
                present.Count,
                present.Count(record => record.IsLate(session)),
                kept.Values.Count(record => record.IsPending),
                failed.Count,
                kept.Values.Count(record => record.State.Excused),
                absent.Count
            ),
            ReasonsOf(failed),
            ArrivalsOf(present),
            absent
        );
    }

    private static bool HasFailed(AttendanceRecord record) =>
        !record.State.IsAttended && !record.IsPending && !record.State.Excused;

    private static List<ExpectedStudent> WhoIsExpected(IEnumerable<AttendanceRecord> records, ExpectedStudents expected)
    {
        var all = expected.Students.AsEnumerable();
        if (!expected.HasClassList)
            all = records.Select(record => new ExpectedStudent(record.StudentNumber, record.StudentName)).Concat(all);
        return [.. all.DistinctBy(student => student.Number, StringComparer.Ordinal)];
    }

    private static List<AbsentStudent> WhoIsAbsent(
        IEnumerable<ExpectedStudent> students,
        Dictionary<string, AttendanceRecord> records
    ) =>
        [
            .. students
                .Select(student => new AbsentStudent(student, records.GetValueOrDefault(student.Number)))
                .Where(each => each.Record is null or { IsPending: false, State.IsAttended: false })
                .OrderBy(each => each.Student.Number, StringComparer.Ordinal),
        ];

    private static List<ReasonCount> ReasonsOf(IEnumerable<AttendanceRecord> failed) =>
        [
            .. failed
                .CountBy(record => record.State.FailReason!, StringComparer.Ordinal)
                .Select(each => new ReasonCount(each.Key, each.Value))
                .OrderByDescending(each => each.Count)
                .ThenBy(each => each.Reason, StringComparer.Ordinal),
        ];

    private static List<ArrivalCount> ArrivalsOf(IEnumerable<AttendanceRecord> present) =>
        [
            .. present
                .CountBy(record => ToMinute(record.State.AttendanceTime!.Value))
                .Select(each => new ArrivalCount(each.Key, each.Value))
                .OrderBy(each => each.Minute),
        ];

    private static DateTimeOffset ToMinute(DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
}
