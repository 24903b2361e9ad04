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
    public void Enrolled_on_other_days_is_on_the_roll_only_with_a_record()
    {
        ExpectedStudents list = new(
            HasClassList: true,
            [
                new("1", "Here"),
                new("2", "Came all the same") { IsExpected = false, WrittenNumber = "0002" },
                new("3", "Has left") { IsExpected = false },
            ]
        );
        var roll = SessionRoll.Of([Record("2")], list);
        Assert.Equal(["1", "0002"], roll.Select(student => student.ShownNumber));
        Assert.Equal([true, false], roll.Select(student => student.IsExpected));
        Assert.All(roll, student => Assert.True(student.IsEnrolled));
        Assert.True(Assert.Single(SessionRoll.Show([Record("2")], list)).IsEnrolled);
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
    // Both have it: the directory's is of the last sign-in.
    [InlineData(true, true, true, "Expected")]
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
        Assert.Equal(name, Assert.Single(SessionRoll.Show(records, expected)).Record.StudentName);
    }

    [Fact]
    public void Name_of_a_student_who_is_not_on_the_list_is_the_recorded_one()
    {
        AttendanceRecord[] records = [Record("1") with { StudentName = "Typed", NameIsFromPortal = false }];
        ExpectedStudents expected = new(HasClassList: true, [new("2", "Two")]);
        Assert.Equal("Typed", SessionRoll.Of(records, expected)[0].Name);
        Assert.Equal([new(records[0], IsEnrolled: false)], SessionRoll.Show(records, expected));
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
                AttendanceStatus.NotAccepted,
                AttendanceStatus.Excused,
                AttendanceStatus.Absent,
            ],
            roll.Select(student => student.StatusIn(session))
        );
        Assert.Equal(
            new AttendanceTally(Present: 1, Late: 1, Excused: 1, Absent: 1, Pending: 1, NotAccepted: 1),
            AttendanceTally.Of(roll.Select(student => student.StatusIn(session)))
        );
    }

    [Fact]
    public void A_student_who_is_not_on_the_list_is_marked_in_roll_and_roster_and_nowhere_without_a_list()
    {
        AttendanceRecord[] records = [Record("1"), Record("2") with { Flags = RecordFlags.Of(RecordFlag.LateTicket) }];
        ExpectedStudents list = new(HasClassList: true, [new("1", "One")]);
        RecordFlag[] marked = [RecordFlag.LateTicket, RecordFlag.NotEnrolled];

        var roll = SessionRoll.Of(records, list);
        Assert.Equal([true, false], roll.Select(student => student.IsEnrolled));
        Assert.Equal(marked, roll[1].Flags.ToList());
        var roster = SessionRoll.Show(records, list);
        Assert.Equal([true, false], roster.Select(shown => shown.IsEnrolled));
        Assert.Equal(marked, roster[1].Flags.ToList());
        // Derived, so that a list that comes later takes it back.
        Assert.Equal([RecordFlag.LateTicket], roster[1].Record.Flags.ToList());
        Assert.All(SessionRoll.Of(records, NoList), student => Assert.Null(student.IsEnrolled));
        Assert.All(SessionRoll.Show(records, NoList), shown => Assert.Null(shown.IsEnrolled));
    }

    [Fact]
    public void A_portal_name_that_is_known_later_replaces_a_typed_one()
    {
        AttendanceRecord[] records = [Typed("1"), Typed("2")];
        var named = SessionRoll.WithPortalNames(
            records,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["2"] = "Of the Portal" }
        );
        Assert.Equal(("Typed", false), (named[0].StudentName, named[0].NameIsFromPortal));
        Assert.Equal(("Of the Portal", true), (named[1].StudentName, named[1].NameIsFromPortal));
        ExpectedStudents list = new(HasClassList: true, [new("1", "Listed"), new("2", "Listed")]);
        Assert.Equal(["Listed", "Of the Portal"], SessionRoll.Of(named, list).Select(student => student.Name));

        static AttendanceRecord Typed(string number) =>
            Record(number) with
            {
                StudentName = "Typed",
                NameIsFromPortal = false,
            };
    }

    private static AttendanceRecord Record(string number) => SampleClass.Present with { StudentNumber = number };
}
