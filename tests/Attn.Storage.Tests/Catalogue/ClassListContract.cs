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
        Assert.Empty(await Lists.ListCoursesAsync(Teacher, None));
        Assert.Null(await Lists.FindCourseAsync(Teacher, "Algebra", None));

        await HoldAsync("Algebra", Noon, NewNumber(), NewNumber());
        await HoldAsync("ALGEBRA", Noon.AddDays(7), NewNumber());
        await Lists.PlanAsync(
            Teacher,
            "Işık Bilgisi",
            new(PlannedSessions: 14, HoursPerSession: 1.5m, CourseKind.Practice),
            None
        );
        await Lists.ReplaceAsync(Teacher, "Physics", [new("1", "One"), new("2", "Two")], None);

        var lessons = (await Lists.ListCoursesAsync(Teacher, None)).ToDictionary(
            lesson => lesson.Name,
            StringComparer.Ordinal
        );
        Assert.Equal(["ALGEBRA", "Işık Bilgisi", "Physics"], lessons.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            new("ALGEBRA", CoursePlan.Unplanned)
            {
                HeldSessions = 2,
                LastHeldAt = Noon.AddDays(7),
                HasClassList = false,
                StudentCount = 3,
            },
            lessons["ALGEBRA"]
        );
        Assert.Equal(new(14, 1.5m, CourseKind.Practice), lessons["Işık Bilgisi"].Plan);
        Assert.Equal(
            (true, 2, 0),
            (lessons["Physics"].HasClassList, lessons["Physics"].StudentCount, lessons["Physics"].HeldSessions)
        );
        Assert.Equal("Işık Bilgisi", (await Lists.FindCourseAsync(Teacher, "IŞIK BİLGİSİ", None))?.Name);
        Assert.Empty(await Lists.ListCoursesAsync(NewNumber(), None));
    }

    [Fact]
    public async Task Plan_is_replaced_and_the_class_list_stays()
    {
        await Lists.ReplaceAsync(Teacher, "Algebra", [new("7", "Seven")], None);
        await Lists.PlanAsync(
            Teacher,
            "Algebra",
            new(PlannedSessions: 14, HoursPerSession: 2, CourseKind.Theory),
            None
        );
        var lesson = await Lists.PlanAsync(
            Teacher,
            "algebra",
            new(PlannedSessions: null, HoursPerSession: 3, CourseKind.Practice),
            None
        );

        Assert.Equal(
            ("algebra", new CoursePlan(null, 3, CourseKind.Practice), 1),
            (lesson.Name, lesson.Plan, lesson.StudentCount)
        );
    }

    [Fact]
    public async Task Eight_class_lists_at_once_leave_one_of_them_whole()
    {
        var lists = Enumerable
            .Range(0, 8)
            .Select(list =>
                Enumerable.Range(0, 40).Select(row => new ExpectedStudent($"{list}-{row:D2}", $"List {list}")).ToList()
            )
            .ToList();

        await Task.WhenAll(lists.Select(list => Task.Run(() => Lists.ReplaceAsync(Teacher, "Algebra", list, None))));

        var left = await Lists.ReadAsync(Teacher, "Algebra", None);
        Assert.Equal(40, left.Students.Count);
        Assert.Single(left.Students.Select(student => student.Name).Distinct(StringComparer.Ordinal));
        Assert.False((await Lists.ReplaceAsync(Teacher, "Algebra", [], None)).HasClassList);
    }

    [Fact]
    public async Task Without_a_class_list_everybody_with_a_record_is_expected()
    {
        var (known, typed) = (NewNumber(), NewNumber());
        await Archive.SaveUserAsync(new(known, "İpek Ağaoğlu", UserRole.Student, IsFromPortal: true), None);
        await HoldAsync("Algebra", Noon, known);
        var second = Session(Teacher, "Algebra", Noon.AddDays(7));
        var typedRecord = Record(second, typed) with { NameIsFromPortal = false };
        await Archive.SaveAsync(Copy(second, typedRecord, Record(second, known)), None);
        await HoldAsync("Physics", Noon, NewNumber());

        var seen = await Lists.ReadAsync(Teacher, "Algebra", None);
        Assert.False(seen.HasClassList);
        Assert.Equal(
            new[] { known, typed }.Order(StringComparer.Ordinal),
            seen.Students.Select(student => student.Number)
        );
        Assert.Equal("İpek Ağaoğlu", seen.Students.Single(student => student.Number == known).Name);
        Assert.True(seen.Students.Single(student => student.Number == known).NameIsFromPortal);
        Assert.False(seen.Students.Single(student => student.Number == typed).NameIsFromPortal);

        var listed = await Lists.ReplaceAsync(
            Teacher,
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
        await Lists.ReplaceAsync(Teacher, "Algebra", [new("7", "Seven")], None);

        Assert.Equal("Seven", await Lists.FindListedNameAsync(Teacher, "ALGEBRA", "7", None));
        Assert.Null(await Lists.FindListedNameAsync(Teacher, "Algebra", "8", None));
        Assert.Null(await Lists.FindListedNameAsync(Teacher, "Physics", "7", None));
        Assert.Null(await Lists.FindListedNameAsync(NewNumber(), "Algebra", "7", None));
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
