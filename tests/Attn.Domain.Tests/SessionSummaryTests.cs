using static Attn.Domain.Tests.SampleClass;

namespace Attn.Domain.Tests;

public sealed class SessionSummaryTests
{
    private static readonly ClassSession Class = Session with { LateAfterMinutes = 10 };
    private static readonly ExpectedStudents Nobody = new(HasClassList: false, []);

    private static readonly AttendanceRecord[] Records =
    [
        Of("1", PresentAt(1)),
        Of("2", PresentAt(1.9)),
        Of("3", PresentAt(11)),
        Of("4", Pending.State),
        Of("5", Failed.State),
        Of("6", Failed.State),
        Of("7", Rejected(Failed, "A phone at home").State),
        Of("8", TeacherRules.Excuse(Session, Failed, Decision(), "Ill, with a note").Record!.State),
        Of("9", Deleted(SampleClass.Present).State),
    ];

    [Fact]
    public void Every_student_counts_once_and_deleted_records_do_not_count() =>
        Assert.Equal(
            new AttendanceTally(Present: 2, Late: 1, Excused: 1, Absent: 0, Pending: 1, NotAccepted: 3),
            SessionSummary.Of(Class, Records, Nobody).Tally
        );

    [Fact]
    public void Reasons_of_failed_records_are_listed_most_frequent_first() =>
        Assert.Equal(
            [new(FailReasons.WifiFailed, 2), new("A phone at home", 1)],
            SessionSummary.Of(Class, Records, Nobody).Reasons
        );

    [Fact]
    public void Arrivals_are_counted_by_minute() =>
        Assert.Equal(
            [new(Noon.AddMinutes(1), 2), new(Noon.AddMinutes(11), 1)],
            SessionSummary.Of(Class, Records, Nobody).Arrivals
        );

    [Fact]
    public void Without_a_class_list_everybody_ever_seen_is_expected()
    {
        var summary = SessionSummary.Of(
            Class,
            Records,
            new(HasClassList: false, [new("1", "One"), new("20", "Twenty")])
        );
        Assert.Equal((false, 9), (summary.HasClassList, summary.Expected));
        Assert.Equal(["20"], AbsentIn(summary));
        Assert.All(summary.Students, student => Assert.Null(student.IsEnrolled));
        Assert.Equal((0, 9), (summary.NotEnrolled, summary.Tally.Held));
    }

    [Fact]
    public void With_a_class_list_only_listed_students_are_expected()
    {
        var summary = SessionSummary.Of(
            Class,
            Records,
            new(HasClassList: true, [new("1", "One"), new("4", "Four"), new("5", "Five"), new("9", "Nine")])
        );
        Assert.Equal((true, 4), (summary.HasClassList, summary.Expected));
        Assert.Equal(["9"], AbsentIn(summary));
        Assert.Equal((5, 9), (summary.NotEnrolled, summary.Tally.Held));
        Assert.Equal(3, summary.Tally.Attended);
    }

    [Fact]
    public void Who_was_late_has_attended_and_who_was_not_accepted_is_not_absent_besides()
    {
        // 302 on the list: 272 came late, 3 wait, 1 was not accepted, 1 is excused, and 25 did not come.
        ExpectedStudent[] list =
        [
            .. Enumerable.Range(1, 302).Select(number => new ExpectedStudent($"{number}", "Name")),
        ];
        AttendanceRecord[] records =
        [
            .. Enumerable.Range(1, 272).Select(number => Of($"{number}", PresentAt(11))),
            .. Enumerable.Range(273, 3).Select(number => Of($"{number}", Pending.State)),
            Of("276", Failed.State),
            Of("277", TeacherRules.Excuse(Session, Failed, Decision(), "Ill, with a note").Record!.State),
        ];
        var summary = SessionSummary.Of(Class, records, new(HasClassList: true, list));
        Assert.Equal(new(0, 272, 1, 25, 3, 1), summary.Tally);
        Assert.Equal((302, 302, 272), (summary.Expected, summary.Tally.Held, summary.Tally.Attended));
    }

    [Fact]
    public void An_empty_session_has_only_zeros()
    {
        var summary = SessionSummary.Of(Class, [], Nobody);
        Assert.Equal((0, new AttendanceTally()), (summary.Expected, summary.Tally));
        Assert.Empty(summary.Students);
    }

    private static IEnumerable<string> AbsentIn(SessionSummary summary) =>
        summary
            .Students.Where(student => student.StatusIn(Class) == AttendanceStatus.Absent)
            .Select(student => student.Number);

    private static AttendanceRecord Of(string number, RecordState state) =>
        SampleClass.Present with
        {
            StudentNumber = number,
            State = state,
        };

    private static RecordState PresentAt(double minutes) =>
        RecordState.Present(Noon.AddMinutes(minutes), DecidedBy.System);
}
