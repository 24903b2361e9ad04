using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Reports;
using Attn.Storage.Tests.Archive;
using Attn.Storage.Tests.Catalogue;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Reports;

/// <summary>Reports for teachers and students, in every database.</summary>
public abstract class ReportContract : CourseContract
{
    [Fact]
    public async Task Session_report_has_everybody_once_over_all_its_pages()
    {
        var numbers = Enumerable.Range(0, 2300).Select(number => $"{Teacher}-{number:D5}").ToList();
        // Every third student came, and every second is on the class list.
        var came = numbers.Where((_, place) => place % 3 == 0).ToList();
        var session = await HoldAsync("Algebra", Noon, [.. came]);
        await Lessons.ReplaceAsync(
            Teacher,
            "Algebra",
            [.. numbers.Where((_, place) => place % 2 == 0).Select(number => new Enrolment(number, "On the List"))]
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
    public async Task Term_report_has_a_status_for_every_student_and_session_over_all_its_pages()
    {
        var numbers = Enumerable.Range(0, 1203).Select(number => $"{Teacher}-{number:D5}").ToList();
        var first = await HoldAsync("Algebra", Noon, [.. numbers.Where((_, place) => place % 2 == 0)]);
        var second = await HoldAsync("algebra", Noon.AddDays(7), [.. numbers.Where((_, place) => place % 5 == 0)]);
        await HoldAsync("Algebra", Noon.AddDays(14), numbers[1]);
        await HoldAsync("Physics", Noon, numbers[3]);
        await Lessons.ReplaceAsync(
            Teacher,
            "Algebra",
            [.. numbers.Select(number => new Enrolment(number, "Somebody"))]
        );
        var course = await Lessons.IdOfAsync(Teacher, "Algebra");
        var range = new TermRange(Noon, Noon.AddDays(14));

        var sessions = await Reports.ListSessionsAsync(course, range, None);
        var students = await Reports.ReadTermAsync(course, range, sessions, after: "", None).ToListAsync(None);

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
    public async Task Term_report_in_parts_has_every_student_once()
    {
        var numbers = Enumerable.Range(0, 7).Select(number => $"{Teacher}-{number}").ToList();
        await HoldAsync("Algebra", Noon, [.. numbers[..5]]);
        await Lessons.ReplaceAsync(
            Teacher,
            "Algebra",
            [.. numbers[2..].Select(number => new Enrolment(number, "A B"))]
        );
        var course = await Lessons.IdOfAsync(Teacher, "Algebra");
        var sessions = await Reports.ListSessionsAsync(course, new(), None);

        Assert.Equal(numbers[2], await Reports.FindLastAsync(course, new(), after: "", 3, None));
        Assert.Equal(numbers[5], await Reports.FindLastAsync(course, new(), numbers[2], 3, None));
        Assert.Null(await Reports.FindLastAsync(course, new(), numbers[5], 3, None));
        Assert.Null(await Reports.FindLastAsync(course, new(), after: "", 7, None));
        Assert.Equal(
            numbers[3..],
            await Reports
                .ReadTermAsync(course, new(), sessions, numbers[2], None)
                .Select(student => student.Number)
                .ToListAsync(None)
        );
    }

    [Fact]
    public async Task Session_that_ended_before_its_start_was_never_held()
    {
        var session = LessonSession(Teacher, "Algebra") with { EndTime = Noon };
        await Archive.SaveAsync(Copy(session, Record(session)), None);

        var course = Assert.Single(await Lessons.ListAsync(Teacher));
        Assert.Equal((0, null, 0), (course.HeldSessions, course.LastHeldAt, course.StudentCount));
        Assert.Empty(await Reports.ListSessionsAsync(course.Id, new(), None));
    }

    [Fact]
    public async Task Student_finds_every_session_of_an_own_course_latest_first()
    {
        var student = NewNumber();
        var missed = await HoldAsync("Algebra", Noon);
        var attended = await HoldAsync("Algebra", Noon.AddDays(7), student);
        var elsewhere = await HoldAsync("Physics", Noon.AddDays(1), student);
        await HoldAsync("Chemistry", Noon.AddDays(2), NewNumber());
        await Lessons.ReplaceAsync(Teacher, "Algebra", new Enrolment(student, "Somebody"));
        await Lessons.PlanAsync(Teacher, "Algebra", plannedUnits: 14, CourseKind.Theory);

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

        var term = (await Lessons.Terms.FindOrMakeAsync(Noon, None)).Id;
        var courses = await Own.ListCoursesAsync(student, term, None);
        Assert.Equal(["Algebra", "Physics"], courses.Select(course => course.Name));
        Assert.Equal([missed.Id, attended.Id], courses[0].Sessions.Select(held => held.Session.Id));
        Assert.Equal(
            [AttendanceStatus.Absent, AttendanceStatus.Present],
            courses[0].Sessions.Select(held => held.Status)
        );
        Assert.Equal((14m, true), (courses[0].Policy!.PlannedUnits, courses[0].Enrolment is not null));
        Assert.Equal([AttendanceStatus.Present], courses[1].Sessions.Select(held => held.Status));
        Assert.Equal((null, null), (courses[1].Policy, courses[1].Enrolment));
        Assert.All(courses, course => Assert.Equal("Ada Lovelace", course.TeacherName));
        Assert.Empty(await Own.ListCoursesAsync(NewNumber(), term, None));
        var nextTerm = (await Lessons.Terms.FindOrMakeAsync(Noon.AddMonths(6), None)).Id;
        Assert.Empty(await Own.ListCoursesAsync(student, nextTerm, None));
    }
}

public sealed class PostgresReportTests(PostgresDatabase database) : ReportContract, IClassFixture<PostgresDatabase>
{
    private protected override IArchiveDatabase Database => database.Archive;
}

public sealed class SqliteReportTests(SqliteArchiveFile file) : ReportContract, IClassFixture<SqliteArchiveFile>
{
    private protected override IArchiveDatabase Database => file.Archive;
}
