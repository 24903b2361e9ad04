using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Catalogue;
using Attn.Storage.Reports;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Archive;

/// <summary>What class lists and reports promise, wherever the archive lies. Each test owns its teacher and its students.</summary>
public abstract class LessonContract
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly string _teacher = NewNumber();

    private SessionArchive Archive => new(Database, TimeProvider.System);

    private ClassLists Lists => new(Database, TimeProvider.System);

    private TermReports Reports => new(Database);

    private OwnReports Own => new(Database);

    private protected abstract IArchiveDatabase Database { get; }

    [Fact]
    public async Task A_lesson_is_known_once_it_was_held_planned_or_has_a_list()
    {
        Assert.Empty(await Lists.ListCoursesAsync(_teacher, None));
        Assert.Null(await Lists.FindCourseAsync(_teacher, "Algebra", None));

        await HoldAsync("Algebra", Noon, NewNumber(), NewNumber());
        await HoldAsync("ALGEBRA", Noon.AddDays(7), NewNumber());
        await Lists.PlanAsync(
            _teacher,
            "Işık Bilgisi",
            new(PlannedSessions: 14, HoursPerSession: 1.5m, LessonKind.Practice),
            None
        );
        await Lists.ReplaceAsync(_teacher, "Physics", [new("1", "One"), new("2", "Two")], None);

        var lessons = (await Lists.ListCoursesAsync(_teacher, None)).ToDictionary(
            lesson => lesson.Name,
            StringComparer.Ordinal
        );
        Assert.Equal(["ALGEBRA", "Işık Bilgisi", "Physics"], lessons.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            new("ALGEBRA", LessonPlan.Unplanned)
            {
                HeldSessions = 2,
                LastHeldAt = Noon.AddDays(7),
                HasClassList = false,
                StudentCount = 3,
            },
            lessons["ALGEBRA"]
        );
        Assert.Equal(new(14, 1.5m, LessonKind.Practice), lessons["Işık Bilgisi"].Plan);
        Assert.Equal(
            (true, 2, 0),
            (lessons["Physics"].HasClassList, lessons["Physics"].StudentCount, lessons["Physics"].HeldSessions)
        );
        Assert.Equal("Işık Bilgisi", (await Lists.FindCourseAsync(_teacher, "IŞIK BİLGİSİ", None))?.Name);
        Assert.Empty(await Lists.ListCoursesAsync(NewNumber(), None));
    }

    [Fact]
    public async Task A_plan_is_replaced_and_leaves_the_list_alone()
    {
        await Lists.ReplaceAsync(_teacher, "Algebra", [new("7", "Seven")], None);
        await Lists.PlanAsync(
            _teacher,
            "Algebra",
            new(PlannedSessions: 14, HoursPerSession: 2, LessonKind.Theory),
            None
        );
        var lesson = await Lists.PlanAsync(
            _teacher,
            "algebra",
            new(PlannedSessions: null, HoursPerSession: 3, LessonKind.Practice),
            None
        );

        Assert.Equal(
            ("algebra", new LessonPlan(null, 3, LessonKind.Practice), 1),
            (lesson.Name, lesson.Plan, lesson.StudentCount)
        );
    }

    [Fact]
    public async Task Eight_lists_at_once_leave_one_of_them_whole()
    {
        var lists = Enumerable
            .Range(0, 8)
            .Select(list =>
                Enumerable.Range(0, 40).Select(row => new ExpectedStudent($"{list}-{row:D2}", $"List {list}")).ToList()
            )
            .ToList();

        await Task.WhenAll(lists.Select(list => Task.Run(() => Lists.ReplaceAsync(_teacher, "Algebra", list, None))));

        var left = await Lists.ReadAsync(_teacher, "Algebra", None);
        Assert.Equal(40, left.Students.Count);
        Assert.Single(left.Students.Select(student => student.Name).Distinct(StringComparer.Ordinal));
        Assert.False((await Lists.ReplaceAsync(_teacher, "Algebra", [], None)).HasClassList);
    }

    [Fact]
    public async Task Without_a_list_everybody_who_was_seen_once_is_expected_by_the_portals_name()
    {
        var (known, typed) = (NewNumber(), NewNumber());
        await Archive.SaveUserAsync(new(known, "İpek Ağaoğlu", UserRole.Student, IsFromPortal: true), None);
        await HoldAsync("Algebra", Noon, known);
        await HoldAsync("Algebra", Noon.AddDays(7), typed, known);
        await HoldAsync("Physics", Noon, NewNumber());

        var seen = await Lists.ReadAsync(_teacher, "Algebra", None);
        Assert.False(seen.HasClassList);
        Assert.Equal(
            new[] { known, typed }.Order(StringComparer.Ordinal),
            seen.Students.Select(student => student.Number)
        );
        Assert.Equal("İpek Ağaoğlu", seen.Students.Single(student => student.Number == known).Name);
        Assert.True(seen.Students.Single(student => student.Number == known).NameIsFromPortal);
        Assert.False(seen.Students.Single(student => student.Number == typed).NameIsFromPortal);

        var listed = await Lists.ReplaceAsync(
            _teacher,
            "Algebra",
            [new(known, "A Nickname"), new("999", "Never Seen")],
            None
        );
        Assert.True(listed.HasClassList);
        Assert.Equal("İpek Ağaoğlu", listed.Students.Single(student => student.Number == known).Name);
        Assert.Equal("Never Seen", listed.Students.Single(student => student.Number == "999").Name);
        Assert.True(listed.Students.Single(student => student.Number == known).NameIsFromPortal);
        Assert.False(listed.Students.Single(student => student.Number == "999").NameIsFromPortal);
    }

    [Fact]
    public async Task Name_on_the_class_list_is_found_by_number()
    {
        await Lists.ReplaceAsync(_teacher, "Algebra", [new("7", "Seven")], None);

        Assert.Equal("Seven", await Lists.FindListedNameAsync(_teacher, "ALGEBRA", "7", None));
        Assert.Null(await Lists.FindListedNameAsync(_teacher, "Algebra", "8", None));
        Assert.Null(await Lists.FindListedNameAsync(_teacher, "Physics", "7", None));
        Assert.Null(await Lists.FindListedNameAsync(NewNumber(), "Algebra", "7", None));
    }

    [Fact]
    public async Task A_sessions_report_holds_everybody_once_over_all_its_pages()
    {
        var numbers = Enumerable.Range(0, 2300).Select(number => $"{_teacher}-{number:D5}").ToList();
        // Every third came, every second is on the list, two who came are not.
        var came = numbers.Where((_, place) => place % 3 == 0).ToList();
        var session = await HoldAsync("Algebra", Noon, [.. came]);
        await Lists.ReplaceAsync(
            _teacher,
            "Algebra",
            [
                .. numbers
                    .Where((_, place) => place % 2 == 0)
                    .Select(number => new ExpectedStudent(number, "On the List")),
            ],
            None
        );

        var students = await Reports.ReadSessionAsync(session, None).ToListAsync(None);

        Assert.Equal(
            numbers.Where((_, place) => place % 2 == 0 || place % 3 == 0),
            students.Select(student => student.Number)
        );
        Assert.Equal(came, students.Where(student => student.State is not null).Select(student => student.Number));
        Assert.All(students, student => Assert.Equal(numbers.IndexOf(student.Number) % 2 == 0, student.IsExpected));
    }

    [Fact]
    public async Task A_term_has_a_cell_for_every_student_and_session_over_all_its_pages()
    {
        var numbers = Enumerable.Range(0, 1203).Select(number => $"{_teacher}-{number:D5}").ToList();
        var first = await HoldAsync("Algebra", Noon, [.. numbers.Where((_, place) => place % 2 == 0)]);
        var second = await HoldAsync("algebra", Noon.AddDays(7), [.. numbers.Where((_, place) => place % 5 == 0)]);
        await HoldAsync("Algebra", Noon.AddDays(14), numbers[1]);
        await HoldAsync("Physics", Noon, numbers[3]);
        await Lists.ReplaceAsync(
            _teacher,
            "Algebra",
            [.. numbers.Select(number => new ExpectedStudent(number, "Somebody"))],
            None
        );
        var range = new TermRange(Noon, Noon.AddDays(14));

        var sessions = await Reports.ListSessionsAsync(_teacher, "Algebra", range, None);
        var students = await Reports.ReadTermAsync(_teacher, "Algebra", range, sessions, None).ToListAsync(None);

        Assert.Equal([first.Id, second.Id], sessions.Select(session => session.Id));
        Assert.Equal(numbers, students.Select(student => student.Number));
        Assert.All(
            students,
            student => Assert.Equal([Came(student.Number, 2), Came(student.Number, 5)], student.Statuses)
        );

        AttendanceStatus Came(string number, int every) =>
            numbers.IndexOf(number) % every == 0 ? AttendanceStatus.Present : AttendanceStatus.Absent;
    }

    [Fact]
    public async Task A_session_that_ended_before_it_began_was_never_held()
    {
        var session = Session(_teacher, "Algebra") with { EndTime = Noon };
        await Archive.SaveAsync(Copy(session), None);

        Assert.Empty(await Lists.ListCoursesAsync(_teacher, None));
        Assert.Empty(await Reports.ListSessionsAsync(_teacher, "Algebra", new(), None));
    }

    [Fact]
    public async Task A_student_finds_every_session_of_an_own_lesson_latest_first()
    {
        var student = NewNumber();
        var missed = await HoldAsync("Algebra", Noon);
        var attended = await HoldAsync("Algebra", Noon.AddDays(7), student);
        var elsewhere = await HoldAsync("Physics", Noon.AddDays(1), student);
        await HoldAsync("Chemistry", Noon.AddDays(2), NewNumber());
        await Lists.ReplaceAsync(_teacher, "Algebra", [new(student, "Somebody")], None);
        await Lists.PlanAsync(
            _teacher,
            "Algebra",
            new(PlannedSessions: 14, HoursPerSession: 2, LessonKind.Theory),
            None
        );

        var own = await Own.ListSessionsAsync(new(student), None);
        Assert.Equal([attended.Id, elsewhere.Id, missed.Id], own.Select(row => row.Session.Id));
        Assert.Equal([true, true, false], own.Select(row => row.Record is not null));
        Assert.Equal(
            [elsewhere.Id],
            (await Own.ListSessionsAsync(new(student, Before: Noon.AddDays(7), Limit: 1), None)).Select(row =>
                row.Session.Id
            )
        );
        Assert.Equal(
            [attended.Id, missed.Id],
            (await Own.ListSessionsAsync(new(student, LessonName: "ALGEBRA"), None)).Select(row => row.Session.Id)
        );

        var lessons = await Own.ListCoursesAsync(student, None);
        Assert.Equal(["Algebra", "Physics"], lessons.Select(lesson => lesson.Name));
        Assert.Equal((1, 2, 14), (lessons[0].Tally.Attended, lessons[0].Tally.Held, lessons[0].Plan.PlannedSessions));
        Assert.Equal((1, 1), (lessons[1].Tally.Attended, lessons[1].Tally.Held));
        Assert.Empty(await Own.ListCoursesAsync(NewNumber(), None));
    }

    private async Task<ClassSession> HoldAsync(
        string lesson,
        DateTimeOffset start,
        params IReadOnlyList<string> students
    )
    {
        var session = Session(_teacher, lesson, start);
        var present = RecordState.Present(start.AddMinutes(3), DecidedBy.System);
        await Archive.SaveAsync(
            Copy(session, [.. students.Select(student => Record(session, student, state: present))]),
            None
        );
        return session;
    }
}

public sealed class PostgresLessonContractTests(PostgresDatabase database)
    : LessonContract,
        IClassFixture<PostgresDatabase>
{
    private protected override IArchiveDatabase Database => database.Archive;
}

public sealed class SqliteLessonContractTests(SqliteArchiveFile file) : LessonContract, IClassFixture<SqliteArchiveFile>
{
    private protected override IArchiveDatabase Database => file.Archive;
}
