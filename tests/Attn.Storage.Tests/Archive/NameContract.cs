using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Reports;
using Attn.Testing;
using Microsoft.EntityFrameworkCore;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Archive;

/// <summary>Whose name wins, in every database.</summary>
public abstract class NameContract : ArchiveContract
{
    private readonly string _teacher = NewNumber();

    [Fact]
    public async Task Portals_name_wins_over_a_typed_one()
    {
        var session = Session();
        await Archive.SaveAsync(Copy(session), None);
        var student = NewNumber();
        await AddAsync(session, student, "Typed Name");
        Assert.False((await Archive.FindRecordAsync(session.Id, student, None))!.Record!.NameIsFromPortal);

        await Archive.SaveUserAsync(new(student, "Portal Name", UserRole.Student, IsFromPortal: true), None);
        await AddAsync(session, student, "Typed Again");
        await Archive.SaveUserAsync(new(student, "Typed Elsewhere", UserRole.Teacher, IsFromPortal: false), None);

        var record = Assert.Single((await Archive.ReadRosterAsync(session.Id, None))!.Records);
        Assert.Equal(("Portal Name", true), (record.StudentName, record.NameIsFromPortal));
        Assert.Equal(
            new KnownUser(student, "Portal Name", UserRole.Student, IsFromPortal: true),
            await Archive.FindUserAsync(student, None)
        );
    }

    [Fact]
    public async Task Copy_saves_names_and_a_late_one_renames_nobody()
    {
        var session = Session();
        var student = NewNumber();
        var today = Record(session, student) with { StudentName = "Married Name", LastTryAt = Noon };
        var lastYear = Session(start: Noon.AddYears(-1));
        await Archive.SaveAsync(Copy(session, today), None);
        await Archive.SaveAsync(
            Copy(
                lastYear,
                Record(lastYear, student) with
                {
                    StudentName = "Maiden Name",
                    LastTryAt = Noon.AddYears(-1),
                }
            ),
            None
        );

        Assert.Equal(
            new KnownUser(student, "Married Name", UserRole.Student, IsFromPortal: true),
            await Archive.FindUserAsync(student, None)
        );
        Assert.Equal("Married Name", (await Archive.FindRecordAsync(lastYear.Id, student, None))!.Record!.StudentName);
        Assert.Equal(
            new KnownUser(session.TeacherNumber, session.TeacherName, UserRole.Teacher, IsFromPortal: true),
            await Archive.FindUserAsync(session.TeacherNumber, None)
        );
    }

    [Theory]
    [InlineData(true, true, "Portal Name")]
    [InlineData(true, false, "Portal Name")]
    [InlineData(false, true, "Name on the List")]
    [InlineData(false, false, "Typed Last")]
    public async Task Every_roster_and_report_shows_the_same_name(bool inPortal, bool onClassList, string best)
    {
        var student = NewNumber();
        var course = await Lessons.IdOfAsync(_teacher, "Calculus");
        var first = Session(_teacher) with { CourseId = course };
        var last = Session(_teacher, start: Noon.AddDays(7)) with { CourseId = course };
        await Archive.SaveAsync(Copy(first, Typed(first, student, "Typed First")), None);
        var pending = Typed(last, student, "Typed Last") with
        {
            State = RecordState.Failed(FailReasons.Pending, DecidedBy.System),
            VerificationId = Guid.CreateVersion7(),
        };
        await Archive.SaveAsync(Copy(last, pending), None);
        if (inPortal)
            await Archive.SaveUserAsync(new(student, "Portal Name", UserRole.Student, IsFromPortal: true), None);
        if (onClassList)
            await Lessons.ReplaceAsync(_teacher, "Calculus", new Enrolment(student, "Name on the List"));

        var names = new List<(string Where, string Name)>();
        foreach (var session in new[] { first, last })
        {
            var roster = (await Archive.ReadRosterAsync(session.Id, None))!;
            names.Add(("roster", Assert.Single(roster.Records).StudentName));
            var found = (await Archive.FindRecordAsync(session.Id, student, None))!;
            names.Add(("record", found.Record!.StudentName));
            names.Add(("rule", await NameInRuleAsync(session, student)));
            var report = await Reports.ReadSessionAsync(session, None).ToListAsync(None);
            names.Add(("session report", Assert.Single(report).Name));
        }

        var check = pending.VerificationId!.Value;
        names.Add(("check", (await Archive.FindByVerificationAsync(check, None))!.StudentName));
        var expected = await Lessons.ReadAsync(_teacher, "Calculus");
        names.Add(("class list", Assert.Single(expected.Students).Name));
        var term = Reports.ReadTermAsync(course, new(), [first, last], after: "", None);
        names.Add(("term report", Assert.Single(await term.ToListAsync(None)).Name));
        var own = await new OwnReports(Database, Catalogue.Lessons.Calendar).ListSessionsAsync(new(student), None);
        names.AddRange(own.Select(session => ("own history", session.Record!.StudentName)));

        Assert.Equal(13, names.Count);
        Assert.All(names, name => Assert.Equal((name.Where, best), name));
    }

    [Fact]
    public async Task Decision_does_not_copy_the_class_lists_name_into_the_record()
    {
        var student = NewNumber();
        var session = LessonSession();
        await Archive.SaveAsync(Copy(session, Typed(session, student, "Typed Name")), None);
        await Lessons.ReplaceAsync(session.TeacherNumber, "Calculus", new Enrolment(student, "Name on the List"));

        var failed = await FailAsync(session, student, "Left early");
        Assert.Equal("Name on the List", OutcomeAssert.Succeeded(failed).Record.StudentName);

        await Lessons.ReplaceAsync(session.TeacherNumber, "Calculus");
        var record = (await Archive.FindRecordAsync(session.Id, student, None))!.Record!;
        Assert.Equal(("Typed Name", "Left early"), (record.StudentName, record.State.FailReason));
    }

    private TermReports Reports => new(Database, Catalogue.Lessons.Calendar);

    private static AttendanceRecord Typed(ClassSession session, string student, string name) =>
        Record(session, student) with
        {
            StudentName = name,
            NameIsFromPortal = false,
            UpdatedAt = session.StartTime,
        };

    private async Task<string> NameInRuleAsync(ClassSession session, string student)
    {
        var name = "";
        await Archive.ChangeRecordAsync(
            session.Id,
            student,
            (_, record) =>
            {
                name = record!.StudentName;
                return new RecordChange<TeacherOutcome>(TeacherRefusal.SessionNotFound);
            },
            None
        );
        return name;
    }
}

public sealed class PostgresNameTests(PostgresDatabase database) : NameContract, IClassFixture<PostgresDatabase>
{
    private protected override IArchiveDatabase Database => database.Archive;
}

public sealed class SqliteNameTests(SqliteArchiveFile file) : NameContract, IClassFixture<SqliteArchiveFile>
{
    private protected override IArchiveDatabase Database => file.Archive;
}
