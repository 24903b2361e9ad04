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
            new SessionCounts(Present: 3, Late: 1, Pending: 1, Failed: 3, Excused: 1, Absent: 4),
            SessionSummary.Of(Class, Records, Nobody).Counts
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
        Assert.Equal(["20", "5", "6", "7", "8"], summary.Absent.Select(absent => absent.Number));
        Assert.Equal([null, false, false, false, true], summary.Absent.Select(absent => absent.State?.Excused));
        Assert.Equal(5, summary.Counts.Absent);
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
        Assert.Equal(["5", "9"], summary.Absent.Select(absent => absent.Number));
        Assert.Null(summary.Absent[1].State);
        Assert.Equal(3, summary.Counts.Present);
    }

    [Fact]
    public void An_empty_session_has_only_zeros()
    {
        var summary = SessionSummary.Of(Class, [], Nobody);
        Assert.Equal((0, new(0, 0, 0, 0, 0, 0)), (summary.Expected, summary.Counts));
        Assert.Empty(summary.Absent);
    }

    private static AttendanceRecord Of(string number, RecordState state) =>
        SampleClass.Present with
        {
            StudentNumber = number,
            State = state,
        };

    private static RecordState PresentAt(double minutes) =>
        RecordState.Present(Noon.AddMinutes(minutes), DecidedBy.System);
}
