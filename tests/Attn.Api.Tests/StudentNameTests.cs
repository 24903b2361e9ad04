using System.Net;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>
/// A student has one name everywhere: the portal's, else the class list's, else the one that a teacher typed.
/// </summary>
public sealed class StudentNameTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    [Fact]
    public async Task Student_on_the_class_list_keeps_the_lists_name_after_an_addition_and_an_excuse()
    {
        using var teacher = await program.NewTeacherAsync();
        await teacher.ListsStudentsAsync("Names", "4711;Added Listed\n4712;Excused Listed\n4713;Absent Listed");
        var id = await program.OpensAsync(teacher, "Names");

        var added = await teacher.AddsAsync(id, "4711", "Added Typed", isAttended: false);
        Assert.Equal("Added Listed", NameOf(added.Expect(HttpStatusCode.Created).Body));
        var excused = await teacher.ExcusesAsync(id, "4712", new { note = "Ill", student_full_name = "Excused Typed" });
        Assert.Equal("Excused Listed", NameOf(excused.Expect(HttpStatusCode.OK).Body));

        await AssertNamesAsync(
            teacher,
            id,
            ("4711", "Added Listed"),
            ("4712", "Excused Listed"),
            ("4713", "Absent Listed")
        );
    }

    [Fact]
    public async Task The_portals_name_wins_over_the_class_lists_and_the_typed_one()
    {
        using var teacher = await program.NewTeacherAsync();
        using var added = await program.StudentAsync(21);
        using var excused = await program.StudentAsync(22);
        using var absent = await program.StudentAsync(23);
        await teacher.ListsStudentsAsync(
            "Portal",
            $"{added.Number};Added Listed\n{excused.Number};Excused Listed\n{absent.Number};Absent Listed"
        );
        var id = await program.OpensAsync(teacher, "Portal");
        (await teacher.AddsAsync(id, added.Number, "Added Typed", isAttended: false)).Expect(HttpStatusCode.Created);
        (
            await teacher.ExcusesAsync(id, excused.Number, new { note = "Ill", student_full_name = "Excused Typed" })
        ).Expect(HttpStatusCode.OK);

        await AssertNamesAsync(
            teacher,
            id,
            (added.Number, "Demo Student 21"),
            (excused.Number, "Demo Student 22"),
            (absent.Number, "Demo Student 23")
        );
    }

    [Fact]
    public async Task A_class_list_that_comes_later_renames_a_typed_student_everywhere()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await program.OpensAsync(teacher, "Later");
        (await teacher.AddsAsync(id, "4711", "Added Typed", isAttended: false)).Expect(HttpStatusCode.Created);
        (await teacher.AddsAsync(id, "4712", "Not Listed", isAttended: false)).Expect(HttpStatusCode.Created);
        await AssertNamesNowAsync(teacher, id, ("4711", "Added Typed"), ("4712", "Not Listed"));

        await teacher.ListsStudentsAsync("Later", "4711;Added Listed");
        var roster = await teacher.ListsAsync(id);
        Assert.Equal(("Added Listed", "Not Listed"), (NameOf(roster["4711"]), NameOf(roster["4712"])));
        await AssertNamesAsync(teacher, id, ("4711", "Added Listed"));
    }

    [Fact]
    public async Task Without_a_class_list_the_name_typed_last_is_shown()
    {
        using var teacher = await program.NewTeacherAsync();
        var earlier = await program.OpensAsync(teacher, "Typed");
        (await teacher.AddsAsync(earlier, "typed1", "Typed Before")).Expect(HttpStatusCode.Created);
        program.Clock.Advance(TimeSpan.FromMinutes(1));
        await teacher.FinishesAsync(earlier);
        await teacher.IsInHistoryAsync(earlier);

        var id = await program.OpensAsync(teacher, "Typed");
        await AssertNamesNowAsync(teacher, id, ("typed1", "Typed Before"));
        (await teacher.AddsAsync(id, "typed1", "Typed Now", isAttended: false)).Expect(HttpStatusCode.Created);
        await AssertNamesAsync(teacher, id, ("typed1", "Typed Now"));
    }

    /// <summary>Everywhere, now and when the class session is in the history.</summary>
    private static async Task AssertNamesAsync(Teacher teacher, Guid id, params (string Number, string Name)[] absent)
    {
        await AssertNamesNowAsync(teacher, id, absent);
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        await AssertNamesNowAsync(teacher, id, absent);
    }

    private static async Task AssertNamesNowAsync(
        Teacher teacher,
        Guid id,
        params (string Number, string Name)[] absent
    )
    {
        var summarized = NamesIn((await teacher.SummarizesAsync(id))["students"]);
        Assert.Equal(absent, summarized.Where(student => absent.Any(each => each.Number == student.Number)));
        var reported = NamesIn((await teacher.ReportsAsync(id))["students"]);
        Assert.Equal(absent, reported.Where(student => absent.Any(each => each.Number == student.Number)));
        var roster = await teacher.ListsAsync(id);
        foreach (var (number, name) in absent.Where(student => roster.ContainsKey(student.Number)))
            Assert.Equal(name, NameOf(roster[number]));
    }

    private static IEnumerable<(string Number, string Name)> NamesIn(JsonElement students) =>
        students
            .EnumerateArray()
            .Select(student =>
                (
                    student.GetProperty("user_school_number").GetString()!,
                    student.GetProperty("user_full_name").GetString()!
                )
            );

    private static string? NameOf(JsonElement record) =>
        record.GetProperty("student").GetProperty("user_full_name").GetString();
}
