using System.Net;
using System.Text;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>Plans and class lists of courses, which are called lessons on the wire.</summary>
public sealed class LessonTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private const string Lessons = "/api/v1/teacher/lessons";

    [Fact]
    public async Task Lesson_can_be_planned_before_it_is_held()
    {
        using var teacher = await program.TeacherAsync(1);
        using var another = await program.TeacherAsync(2);
        (await teacher.GetAsync($"{Lessons}/Algebra")).Expect(HttpStatusCode.NotFound);
        Assert.Empty((await teacher.GetAsync(Lessons)).Expect(HttpStatusCode.OK).Body.EnumerateArray());

        var planned = (
            await teacher.PutAsync(
                $"{Lessons}/Algebra",
                new
                {
                    planned_sessions = 14,
                    hours_per_session = 2.5,
                    kind = "practice",
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(14, planned["planned_sessions"].GetInt32());
        Assert.Equal(2.5m, planned["hours_per_session"].GetDecimal());
        Assert.Equal("practice", planned.Words("kind"));
        Assert.Equal(0, planned["held_sessions"].GetInt32());
        Assert.False(planned.Flag("has_class_list"));
        Assert.Equal(
            "Algebra",
            (await teacher.GetAsync($"{Lessons}/ALGEBRA")).Expect(HttpStatusCode.OK).Words("lesson_name")
        );
        (await another.GetAsync($"{Lessons}/Algebra")).Expect(HttpStatusCode.NotFound);
        (await another.GetAsync($"{Lessons}/Algebra/students")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Slash_is_part_of_a_lessons_name()
    {
        using var teacher = await program.TeacherAsync(3);
        var path = $"{Lessons}/{Uri.EscapeDataString("C/C++ %2 Giriş")}";
        Assert.Equal("C/C++ %2 Giriş", (
                await teacher.PutAsync(
                    path,
                    new
                    {
                        planned_sessions = (int?)null,
                        hours_per_session = 1,
                        kind = "theory",
                    }
                )
            ).Expect(HttpStatusCode.OK).Words("lesson_name"));
        (await teacher.GetAsync(path)).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("4711;Ayşe Yılmaz\n4712;\"Öz, Can\"\n")]
    [InlineData("\uFEFFÖğrenci No,Ad Soyad\r\n4711,Ayşe Yılmaz\r\n4712,\"Öz, Can\"\r\n")]
    [InlineData("number\tname\n4711\tAyşe Yılmaz\n\n4712\tÖz, Can")]
    public async Task Class_list_can_be_pasted_as_csv(string csv)
    {
        using var teacher = await program.TeacherAsync(4);
        var saved = (await teacher.TriesToListStudentsAsync("Pasted", csv)).Expect(HttpStatusCode.OK);
        Assert.True(saved.Flag("has_class_list"));
        Assert.Equal([("4711", "Ayşe Yılmaz"), ("4712", "Öz, Can")], StudentsOf(saved));
        Assert.Equal(
            2,
            (await teacher.GetAsync($"{Lessons}/Pasted")).Expect(HttpStatusCode.OK)["student_count"].GetInt32()
        );
    }

    [Fact]
    public async Task Bad_lines_are_named_and_nothing_is_saved()
    {
        using var teacher = await program.TeacherAsync(5);
        (await teacher.TriesToListStudentsAsync("Careful", "1;First")).Expect(HttpStatusCode.OK);

        var refused = (
            await teacher.TriesToListStudentsAsync("Careful", "2;Second\n3\n!!;Bad Number\n2;Twice\n4;")
        ).Expect(HttpStatusCode.UnprocessableEntity);
        foreach (var line in new[] { "Line 2:", "Line 3:", "Line 4:", "Line 5:" })
            Assert.Contains(line, refused.Detail, StringComparison.Ordinal);
        Assert.Equal([("1", "First")], StudentsOf(await teacher.GetAsync($"{Lessons}/Careful/students")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    [InlineData("Öğrenci No;Adı Soyadı")]
    public async Task Text_without_a_student_is_refused_and_the_list_stands(string csv)
    {
        using var teacher = await program.TeacherAsync(4);
        (await teacher.TriesToListStudentsAsync("Stands", "1;First")).Expect(HttpStatusCode.OK);

        (await teacher.TriesToListStudentsAsync("Stands", csv)).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal([("1", "First")], StudentsOf(await teacher.GetAsync($"{Lessons}/Stands/students")));
    }

    [Fact]
    public async Task Empty_list_brings_back_everybody_seen_before()
    {
        using var teacher = await program.TeacherAsync(6);
        using var student = await program.StudentAsync();
        var id = await program.OpensAsync(teacher, "Seen");
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        program.Clock.Advance(TimeSpan.FromMinutes(1));
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);

        Assert.Equal(
            [(student.Number, "Demo Student 1")],
            StudentsOf(await teacher.GetAsync($"{Lessons}/Seen/students"))
        );
        (await teacher.TriesToListStudentsAsync("Seen", "77;Somebody")).Expect(HttpStatusCode.OK);
        Assert.Equal([("77", "Somebody")], StudentsOf(await teacher.GetAsync($"{Lessons}/Seen/students")));
        var removed = (
            await teacher.PutAsync($"{Lessons}/Seen/students", new { students = Array.Empty<object>() })
        ).Expect(HttpStatusCode.OK);
        Assert.False(removed.Flag("has_class_list"));
        Assert.Equal([(student.Number, "Demo Student 1")], StudentsOf(removed));
    }

    [Fact]
    public async Task Portals_name_wins_over_the_class_lists()
    {
        using var teacher = await program.TeacherAsync(7);
        using var student = await program.StudentAsync(7);
        var saved = (await teacher.TriesToListStudentsAsync("Names", $"{student.Number};Some Nickname")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal([(student.Number, "Demo Student 7")], StudentsOf(saved));
    }

    [Fact]
    public async Task Concurrent_replacements_leave_one_list_whole()
    {
        using var teacher = await program.TeacherAsync(8);
        string[] lists =
        [
            .. Enumerable
                .Range(0, 8)
                .Select(list =>
                    string.Join('\n', Enumerable.Range(0, 30).Select(student => $"{4000 + student};From list {list}"))
                ),
        ];
        foreach (var answer in await Task.WhenAll(lists.Select(list => teacher.TriesToListStudentsAsync("Race", list))))
            answer.Expect(HttpStatusCode.OK);

        var left = StudentsOf(await teacher.GetAsync($"{Lessons}/Race/students"));
        Assert.Equal(30, left.Count);
        Assert.Single(left.Select(student => student.Name).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Absent_students_are_those_on_the_class_list_without_attendance()
    {
        using var teacher = await program.TeacherAsync(9);
        using var student = await program.StudentAsync(9);
        (await teacher.TriesToListStudentsAsync("Expected", $"{student.Number};X\n900;Never Came")).Expect(
            HttpStatusCode.OK
        );
        var id = await program.OpensAsync(teacher, "Expected");
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);

        var summary = (await teacher.GetAsync($"/api/v1/teacher/attendances/{id}/summary")).Expect(HttpStatusCode.OK);
        Assert.True(summary.Flag("has_class_list"));
        Assert.Equal(2, summary["expected"].GetInt32());
        Assert.Equal(
            "900",
            Assert
                .Single(
                    summary["students"].EnumerateArray(),
                    each => each.GetProperty("status").GetString() == "absent"
                )
                .GetProperty("user_school_number")
                .GetString()
        );
    }

    [Theory]
    [InlineData("""{"planned_sessions": 0, "hours_per_session": 1, "kind": "theory"}""")]
    [InlineData("""{"planned_sessions": 14, "hours_per_session": 0, "kind": "theory"}""")]
    [InlineData("""{"planned_sessions": 14, "hours_per_session": 1, "kind": "lab"}""")]
    [InlineData("""{"planned_sessions": 14, "hours_per_session": 1}""")]
    [InlineData("""[]""")]
    public async Task Bad_plan_is_refused(string json)
    {
        using var teacher = await program.TeacherAsync(10);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Lessons}/Bad")
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        (await teacher.SendAsync(request)).Expect(HttpStatusCode.UnprocessableEntity);
        (await teacher.GetAsync($"{Lessons}/Bad")).Expect(HttpStatusCode.NotFound);
    }

    private static List<(string Number, string Name)> StudentsOf(Answer answer) =>
        [
            .. answer
                .Expect(HttpStatusCode.OK)["students"]
                .EnumerateArray()
                .Select(student => (Text(student, "student_school_number"), Text(student, "student_full_name"))),
        ];

    private static string Text(JsonElement element, string field) => element.GetProperty(field).GetString()!;
}
