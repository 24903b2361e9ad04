using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Tests.Archive;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Catalogue;

/// <summary>Courses, plans and class lists, in every database.</summary>
public abstract class ClassListContract : CourseContract
{
    [Fact]
    public async Task Course_is_known_once_it_was_held_or_planned_or_has_a_class_list()
    {
        Assert.Empty(await Lessons.ListAsync(Teacher));
        Assert.Null(await Lessons.FindAsync(Teacher, "Algebra"));

        await HoldAsync("Algebra", Noon, NewNumber(), NewNumber());
        await HoldAsync("ALGEBRA", Noon.AddDays(7), NewNumber());
        await Lessons.PlanAsync(Teacher, "Işık Bilgisi", plannedUnits: 14.5m, CourseKind.Practice);
        await Lessons.ReplaceAsync(Teacher, "Physics", new("1", "One"), new("2", "Two"));

        var courses = await Lessons.ListAsync(Teacher);
        Assert.Equal(["Algebra", "Işık Bilgisi", "Physics"], courses.Select(course => course.Name));
        var (algebra, optics, physics) = (courses[0], courses[1], courses[2]);
        Assert.Equal(
            new()
            {
                Id = await Lessons.IdOfAsync(Teacher, "algebra"),
                Term = await Lessons.Terms.FindOrMakeAsync(Noon, None),
                Name = "Algebra",
                Code = null,
                Section = null,
                Kind = CourseKind.Theory,
                Role = TeacherRole.Owner,
                Policy = null,
                HeldSessions = 2,
                LastHeldAt = Noon.AddDays(7),
                HasClassList = false,
                StudentCount = 3,
            },
            algebra
        );
        Assert.Equal((14.5m, CourseKind.Practice), (optics.Policy!.PlannedUnits, optics.Kind));
        Assert.Equal((true, 2, 0), (physics.HasClassList, physics.StudentCount, physics.HeldSessions));
        Assert.Equal("Işık Bilgisi", (await Lessons.FindAsync(Teacher, "IŞIK BİLGİSİ"))?.Name);
        Assert.Empty(await Lessons.ListAsync(NewNumber()));
    }

    [Fact]
    public async Task Plan_is_replaced_and_the_class_list_stays()
    {
        await Lessons.ReplaceAsync(Teacher, "Algebra", new Enrolment("7", "Seven"));
        await Lessons.PlanAsync(Teacher, "Algebra", plannedUnits: 14, CourseKind.Theory);
        var course = await Lessons.PlanAsync(Teacher, "algebra", plannedUnits: null, CourseKind.Practice);

        Assert.Equal(
            ("Algebra", 2, null, CourseKind.Practice, 1),
            (course.Name, course.Policy!.Version, course.Policy.PlannedUnits, course.Kind, course.StudentCount)
        );
        Assert.Equal(
            [14m, null],
            (await Lessons.Courses.ListPoliciesAsync(course.Id, None)).Select(policy => policy.PlannedUnits)
        );
    }

    [Fact]
    public async Task Eight_class_lists_at_once_leave_one_of_them_whole()
    {
        var lists = Enumerable
            .Range(0, 8)
            .Select(list =>
                Enumerable.Range(0, 40).Select(row => new Enrolment($"{list}-{row:D2}", $"List {list}")).ToArray()
            )
            .ToList();

        await Task.WhenAll(lists.Select(list => Task.Run(() => Lessons.ReplaceAsync(Teacher, "Algebra", list))));

        var left = await Lessons.ReadAsync(Teacher, "Algebra");
        Assert.Equal(40, left.Students.Count);
        Assert.Single(left.Students.Select(student => student.Name).Distinct(StringComparer.Ordinal));
        Assert.False((await Lessons.ReplaceAsync(Teacher, "Algebra")).IsClassList);
    }

    [Fact]
    public async Task Without_a_class_list_everybody_with_a_record_is_expected()
    {
        var (known, typed) = (NewNumber(), NewNumber());
        await Archive.SaveUserAsync(new(known, "İpek Ağaoğlu", UserRole.Student, IsFromPortal: true), None);
        await HoldAsync("Algebra", Noon, known);
        var second = LessonSession(Teacher, "Algebra", Noon.AddDays(7));
        var typedRecord = Record(second, typed) with { NameIsFromPortal = false };
        await Archive.SaveAsync(Copy(second, typedRecord, Record(second, known)), None);
        await HoldAsync("Physics", Noon, NewNumber());

        var seen = await Lessons.ReadAsync(Teacher, "Algebra");
        Assert.False(seen.IsClassList);
        Assert.Equal(
            new[] { known, typed }.Order(StringComparer.Ordinal),
            seen.Students.Select(student => student.Number)
        );
        Assert.Equal("İpek Ağaoğlu", seen.Students.Single(student => student.Number == known).Name);
        Assert.True(seen.Students.Single(student => student.Number == known).NameIsFromPortal);
        Assert.False(seen.Students.Single(student => student.Number == typed).NameIsFromPortal);

        var listed = await Lessons.ReplaceAsync(Teacher, "Algebra", new(known, "A Nickname"), new("999", "Never Seen"));
        Assert.True(listed.IsClassList);
        Assert.Equal("İpek Ağaoğlu", listed.Students.Single(student => student.Number == known).Name);
        Assert.Equal("Never Seen", listed.Students.Single(student => student.Number == "999").Name);
        Assert.True(listed.Students.Single(student => student.Number == known).NameIsFromPortal);
        Assert.False(listed.Students.Single(student => student.Number == "999").NameIsFromPortal);
    }

    [Fact]
    public async Task Name_on_the_class_list_is_found_by_number()
    {
        await Lessons.ReplaceAsync(Teacher, "Algebra", new Enrolment("7", "Seven"));

        Assert.Equal("Seven", await NameAsync(LessonSession(Teacher, "ALGEBRA"), "7"));
        Assert.Equal(
            "Seven",
            await NameAsync(Session(Teacher) with { CourseId = await Lessons.IdOfAsync(Teacher, "Algebra") }, "7")
        );
        Assert.Null(await NameAsync(LessonSession(Teacher, "Algebra"), "8"));
        Assert.Null(await NameAsync(LessonSession(Teacher, "Physics"), "7"));
        Assert.Null(await NameAsync(LessonSession(NewNumber(), "Algebra"), "7"));
        Assert.Null(await NameAsync(LessonSession(Teacher, "Algebra", Noon.AddYears(1)), "7"));

        Task<string?> NameAsync(ClassSession session, string number) =>
            Lessons.Lists.FindListedNameAsync(session, number, None);
    }
}

public sealed class PostgresClassListTests(PostgresDatabase database)
    : ClassListContract,
        IClassFixture<PostgresDatabase>
{
    private protected override IArchiveDatabase Database => database.Archive;
}

public sealed class SqliteClassListTests(SqliteArchiveFile file) : ClassListContract, IClassFixture<SqliteArchiveFile>
{
    private protected override IArchiveDatabase Database => file.Archive;
}
