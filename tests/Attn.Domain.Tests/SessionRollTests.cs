using static Attn.Domain.Tests.SampleClass;

namespace Attn.Domain.Tests;

public sealed class SessionRollTests
{
    private static readonly ExpectedStudents NoList = new(HasClassList: false, []);

    [Fact]
    public void Everybody_expected_or_recorded_is_on_the_roll_once_in_the_order_of_numbers()
    {
        var roll = SessionRoll.Of(
            [Record("3"), Record("1"), Record("9") with { State = Deleted(SampleClass.Present).State }],
            new(HasClassList: true, [new("2", "Two"), new("1", "One"), new("9", "Nine")])
        );
        Assert.Equal(["1", "2", "3", "9"], roll.Select(student => student.Number));
        Assert.Equal([true, true, false, true], roll.Select(student => student.IsExpected));
        Assert.Equal([true, false, true, false], roll.Select(student => student.State is not null));
    }

    [Fact]
    public void Everybody_is_expected_without_a_class_list()
    {
        var roll = SessionRoll.Of([Record("3")], NoList with { Students = [new("1", "One")] });
        Assert.All(roll, student => Assert.True(student.IsExpected));
    }

    [Theory]
    // The portal's name wins, whether the record or the directory has it.
    [InlineData(true, true, false, "Recorded")]
    [InlineData(true, false, false, "Recorded")]
    [InlineData(true, true, true, "Recorded")]
    [InlineData(false, true, true, "Expected")]
    [InlineData(false, false, true, "Expected")]
    // The class list's name wins over a typed one.
    [InlineData(false, true, false, "Expected")]
    // Without a class list, the name typed for this session wins over one typed before.
    [InlineData(false, false, false, "Recorded")]
    public void Roll_shows_the_best_name(bool recordFromPortal, bool hasList, bool expectedFromPortal, string name)
    {
        AttendanceRecord[] records =
        [
            Record("1") with
            {
                StudentName = "Recorded",
                NameIsFromPortal = recordFromPortal,
            },
        ];
        ExpectedStudents expected = new(hasList, [new("1", "Expected") { NameIsFromPortal = expectedFromPortal }]);
        Assert.Equal(name, Assert.Single(SessionRoll.Of(records, expected)).Name);
        Assert.Equal(name, Assert.Single(SessionRoll.WithBestNames(records, expected)).StudentName);
    }

    [Fact]
    public void Name_of_a_student_who_is_not_on_the_list_is_the_recorded_one()
    {
        AttendanceRecord[] records = [Record("1") with { StudentName = "Typed", NameIsFromPortal = false }];
        ExpectedStudents expected = new(HasClassList: true, [new("2", "Two")]);
        Assert.Equal("Typed", SessionRoll.Of(records, expected)[0].Name);
        Assert.Equal(records, SessionRoll.WithBestNames(records, expected));
    }

    [Fact]
    public void Every_student_has_exactly_one_status()
    {
        var session = Session with { LateAfterMinutes = 5 };
        AttendanceRecord[] records =
        [
            Record("1"),
            Record("2") with
            {
                State = RecordState.Present(Noon, DecidedBy.System),
            },
            Record("3") with
            {
                State = Pending.State,
            },
            Record("4") with
            {
                State = Failed.State,
            },
            Record("5") with
            {
                State = TeacherRules.Excuse(Session, Failed, Decision(), "Ill, with a note").Record!.State,
            },
        ];
        var roll = SessionRoll.Of(records, new(HasClassList: true, [new("6", "Six")]));
        Assert.Equal(
            [
                AttendanceStatus.Late,
                AttendanceStatus.Present,
                AttendanceStatus.Pending,
                AttendanceStatus.Absent,
                AttendanceStatus.Excused,
                AttendanceStatus.Absent,
            ],
            roll.Select(student => student.StatusIn(session))
        );
        var tally = roll.Aggregate(
            new AttendanceTally(),
            (counted, student) => counted.With(student.StatusIn(session))
        );
        Assert.Equal(roll.Count, tally.Held);
    }

    private static AttendanceRecord Record(string number) => SampleClass.Present with { StudentNumber = number };
}
