using System.Net;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Api.Tests.Courses;

/// <summary>Numbers are compared without regard to case, and shown as the class list writes them.</summary>
public sealed class WrittenNumberTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    [Fact]
    public async Task Number_is_shown_as_the_list_writes_it_everywhere()
    {
        const string Lesson = "/api/v1/teacher/lessons/Written";
        using var teacher = await program.NewTeacherAsync();
        (await teacher.ListsStudentsAsync("Written", "AbC-12;Ayşe Yılmaz\n42;Mehmet Kaya")).Expect(HttpStatusCode.OK);
        var id = await program.OpensAsync(teacher, "Written");
        var added = (await teacher.AddsAsync(id, "ABC-12", "Typed")).Expect(HttpStatusCode.Created);
        Assert.Equal("AbC-12", NumberOf(added["student"]));
        program.Clock.Advance(TimeSpan.FromMinutes(1));

        await AssertShownAsync(teacher, id);
        await using (var events = await teacher.WatchesAsync(id))
        {
            var snapshot = (await events.NextAsync("snapshot")).Data.GetProperty("records").EnumerateArray();
            Assert.Equal("AbC-12", NumberOf(snapshot.Single().GetProperty("student")));
            (await teacher.UndoesAsync(id, "aBc-12")).Expect(HttpStatusCode.OK);
            var removed = (await events.NextAsync("removed")).Data;
            Assert.Equal("AbC-12", removed.GetProperty("student_school_number").GetString());
        }

        (await teacher.AddsAsync(id, "abc-12", "Typed")).Expect(HttpStatusCode.Created);
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        await AssertShownAsync(teacher, id);
        var term = (await teacher.GetAsync($"{Lesson}/report")).Expect(HttpStatusCode.OK);
        Assert.Equal(["42", "AbC-12"], term["students"].EnumerateArray().Select(NumberOf));
        foreach (var format in new[] { "csv", "xlsx" })
            Assert.Equal(
                ["42", "AbC-12"],
                (await ReportFiles.ReadAsync(teacher, $"{Lesson}/report", format)).Skip(1).Select(cells => cells[0])
            );
    }

    [Fact]
    public async Task Class_list_of_a_course_points_out_similar_numbers()
    {
        using var teacher = await program.NewTeacherAsync();
        var made = (await teacher.PostAsync("/api/v1/teacher/courses", new { name = "Similar" })).Expect(
            HttpStatusCode.Created
        );
        var list = new[] { ("0401", "A"), ("401.0", "B"), ("402", "C") }.Select(student => new
        {
            student_school_number = student.Item1,
            student_full_name = student.Item2,
        });
        var students = $"/api/v1/teacher/courses/{made["course_id"].GetGuid()}/students";
        var warning = Assert.Single(
            (await teacher.PutAsync(students, new { students = list }))
                .Expect(HttpStatusCode.OK)["warnings"]
                .EnumerateArray()
        );
        Assert.Equal("number_differs_by_zeros", warning.GetProperty("code").GetString());
        var saved = await teacher.GetAsync(students);
        Assert.Equal(
            [("0401", "401.0"), ("401.0", "0401"), ("402", "")],
            saved
                .Expect(HttpStatusCode.OK)
                .Body.EnumerateArray()
                .Select(student =>
                    (
                        NumberOf(student),
                        string.Join(',', student.GetProperty("similar_numbers").EnumerateArray().Select(Text))
                    )
                )
        );
    }

    [Fact]
    public async Task Hours_of_a_session_are_those_of_its_slot()
    {
        await using var autumn = await ClockedProgram.StartAtAsync(new(2026, 10, 5, 6, 5, 0, TimeSpan.Zero));
        using var teacher = await autumn.TeacherAsync(1);
        using var student = await autumn.StudentAsync(1);
        var course = (await teacher.PostAsync("/api/v1/teacher/courses", new { name = "Slots" }))
            .Expect(HttpStatusCode.Created)["course_id"]
            .GetGuid();
        var path = $"/api/v1/teacher/courses/{course}";
        var slot = new
        {
            weekday = 1,
            from = "09:00",
            to = "11:30",
        };
        (await teacher.PutAsync($"{path}/timetable", new { slots = new[] { slot } })).Expect(HttpStatusCode.OK);
        var policy = new
        {
            counts = "hours",
            excused = "neutral",
            lates_per_absence = 0,
        };
        (await teacher.PutAsync($"{path}/policy", policy)).Expect(HttpStatusCode.OK);
        var id = await autumn.OpensAsync(teacher, "Slots", minutes: 10);
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        autumn.Clock.Advance(TimeSpan.FromMinutes(11));
        await teacher.IsInHistoryAsync(id);

        var report = (await teacher.GetAsync($"{path}/report")).Expect(HttpStatusCode.OK);
        Assert.Equal(2.5m, report["sessions"][0].GetProperty("hours").GetDecimal());
        var sum = report["students"][0].GetProperty("sum");
        Assert.Equal(2.5m, sum.GetProperty("attended").GetDecimal());
        using var later = await autumn.StudentAsync(1);
        var own = (await later.GetAsync("/api/v1/student/lessons")).Expect(HttpStatusCode.OK).Body[0];
        Assert.Equal(2.5m, own.GetProperty("sum").GetProperty("attended").GetDecimal());

        // Columns of the files add up to the percentage.
        var lines = await ReportFiles.ReadAsync(teacher, $"{path}/report", "xlsx");
        var cells = lines[0].Zip(lines[1]).ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.Equal(("hours", "2.5", "2.5"), (cells["Counted in"], cells["Attended units"], cells["Counted units"]));
        Assert.Contains("Planned units", lines[0]);
    }

    private static async Task AssertShownAsync(Teacher teacher, Guid id)
    {
        Assert.Equal(["AbC-12"], (await teacher.ListsAsync(id)).Keys);
        var summary = await teacher.SummarizesAsync(id);
        var report = await teacher.ReportsAsync(id);
        foreach (var students in new[] { summary["students"], report["students"] })
            Assert.Equal(
                [("42", "absent"), ("AbC-12", "present")],
                students.EnumerateArray().Select(row => (NumberOf(row), Text(row.GetProperty("status"))))
            );
    }

    private static string? NumberOf(JsonElement student) => Text(student.GetProperty("user_school_number"));

    private static string? Text(JsonElement text) => text.GetString();
}
