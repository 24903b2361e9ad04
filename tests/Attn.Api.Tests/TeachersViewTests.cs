using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>A class session's figures, bulk decisions, excuses and earlier decisions, live and past.</summary>
public sealed class TeachersViewTests(RunningProgram program) : IClassFixture<RunningProgram>
{
    private const string Attendances = "/api/v1/teacher/attendances";
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task Summary_is_the_same_live_and_past_and_includes_students_seen_before()
    {
        using var teacher = await program.TeacherAsync();
        using var regular = await program.StudentAsync();
        using var present = await program.StudentAsync();
        var earlier = await teacher.OpensAsync("Algebra");
        (await regular.AttendsAsync(earlier)).Expect(HttpStatusCode.OK);
        await teacher.FinishesAsync(earlier);
        await teacher.IsInHistoryAsync(earlier);

        var id = await teacher.OpensAsync("  ALGEBRA ");
        (await present.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await teacher.AddsAsync(id, "4711", "Ayşe Yılmaz", isAttended: false, reason: "A phone at home")).Expect(
            HttpStatusCode.Created
        );
        (
            await teacher.ExcusesAsync(id, "4712", new { note = "Ill, with a note", student_full_name = "Ali Veli" })
        ).Expect(HttpStatusCode.OK);

        var live = await teacher.SummarizesAsync(id);
        Assert.Equal(
            [
                "attendance_id",
                "lesson_name",
                "is_live",
                "has_class_list",
                "expected",
                "attended",
                "present",
                "late",
                "pending",
                "not_accepted",
                "excused",
                "absent",
                "not_enrolled",
                "counts",
                "reasons",
                "arrivals",
                "students",
                "similar_numbers",
            ],
            live.Body.EnumerateObject().Select(field => field.Name)
        );
        Assert.Equal(
            """{"present":1,"late":0,"pending":0,"failed":1,"excused":1,"absent":1}""",
            live["counts"].GetRawText()
        );
        Assert.Equal("""[{"reason":"A phone at home","count":1}]""", live["reasons"].GetRawText());
        Assert.Equal(
            (4, false, true),
            (live["expected"].GetInt32(), live.Flag("has_class_list"), live.Flag("is_live"))
        );
        Assert.Matches("^\\[\\{\"minute\":\"[0-9T:-]{16}:00.000Z\",\"count\":1\\}\\]$", live["arrivals"].GetRawText());
        Assert.Equal(
            """
            [{"user_school_number":"4711","user_full_name":"Ayşe Yılmaz","status":"not_accepted",
            "enrolled":null,"expected":true},{"user_school_number":"4712","user_full_name":"Ali Veli",
            "status":"excused","enrolled":null,"expected":true}]
            """.ReplaceLineEndings(""),
            Unescaped(live["students"].EnumerateArray().Take(2))
        );
        var missing = Assert.Single(
            live["students"].EnumerateArray(),
            student => student.GetProperty("status").GetString() == "absent"
        );
        Assert.Equal(regular.Number, missing.GetProperty("user_school_number").GetString());

        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        var past = await teacher.SummarizesAsync(id);
        Assert.False(past.Flag("is_live"));
        foreach (var field in new[] { "expected", "counts", "reasons", "arrivals", "students" })
            Assert.Equal(live[field].GetRawText(), past[field].GetRawText());
    }

    [Fact]
    public async Task Bulk_decision_reports_the_result_of_each_student()
    {
        using var teacher = await program.TeacherAsync();
        var id = await teacher.OpensAsync();
        foreach (var number in new[] { "a1", "a2" })
            (await teacher.AddsAsync(id, number, "Somebody", isAttended: false)).Expect(HttpStatusCode.Created);

        var accepted = (
            await BulkAsync(teacher, id, new { action = "accept", students = new[] { "A1", "a2", "a3", " a1 " } })
        ).Expect(HttpStatusCode.OK);
        Assert.Equal((2, 1), (accepted["done"].GetInt32(), accepted["not_found"].GetInt32()));
        Assert.Equal(
            ["a1 done", "a2 done", "a3 not_found"],
            accepted["results"]
                .EnumerateArray()
                .Select(each => $"{each.GetProperty("student_school_number")} {each.GetProperty("status")}")
        );
        Assert.True(accepted["results"][0].GetProperty("record").GetProperty("is_attended").GetBoolean());
        Assert.Equal(JsonValueKind.Null, accepted["results"][2].GetProperty("record").ValueKind);
        Assert.Equal(2, (await teacher.ListsAsync(id)).Count);

        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        var failed = (
            await BulkAsync(
                teacher,
                id,
                new
                {
                    action = "fail",
                    students = new[] { "a2" },
                    reason = "Left early",
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("Left early", failed["results"][0].GetProperty("record").GetProperty("fail_reason").GetString());
        Assert.True((await teacher.ListsAsync(id))["a1"].GetProperty("is_attended").GetBoolean());
    }

    [Fact]
    public async Task Invalid_bulk_decision_changes_nothing()
    {
        using var teacher = await program.TeacherAsync();
        var id = await teacher.OpensAsync();
        (await teacher.AddsAsync(id, "a1", "Somebody")).Expect(HttpStatusCode.Created);
        string[] one = ["a1"];
        (object Body, string Field)[] bad =
        [
            (new { students = one }, "action"),
            (new { action = "delete", students = one }, "action"),
            (
                new
                {
                    action = "Fail",
                    students = one,
                    reason = "Left early",
                },
                "action"
            ),
            (new { action = "accept" }, "students"),
            (new { action = "accept", students = Array.Empty<string>() }, "students"),
            (new { action = "accept", students = Enumerable.Repeat("a1", 501) }, "students"),
            (new { action = "accept", students = new string?[] { "a1", null } }, "students"),
            (new { action = "accept", students = "a1" }, "students"),
            (new { action = "fail", students = one }, "reason"),
            (
                new
                {
                    action = "fail",
                    students = one,
                    reason = "four",
                },
                "reason"
            ),
            (
                new
                {
                    action = "fail",
                    students = one,
                    reason = new string('x', 501),
                },
                "reason"
            ),
        ];
        foreach (var (body, field) in bad)
        {
            var answer = (await BulkAsync(teacher, id, body)).Expect(HttpStatusCode.UnprocessableEntity);
            Assert.True(answer["errors"].TryGetProperty(field, out _), $"No error for {field}: {answer.Text}");
        }

        Assert.True((await teacher.ListsAsync(id))["a1"].GetProperty("is_attended").GetBoolean());
        (await BulkAsync(teacher, Guid.NewGuid(), new { action = "accept", students = one })).Expect(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task Excuse_uses_the_best_name_and_requires_one()
    {
        using var teacher = await program.TeacherAsync();
        using var colleague = await program.TeacherAsync();
        using var student = await program.StudentAsync();
        var id = await teacher.OpensAsync();

        var unknown = (await teacher.ExcusesAsync(id, "excused1", new { note = "Ill" })).Expect(
            HttpStatusCode.UnprocessableEntity
        );
        Assert.True(unknown["errors"].TryGetProperty("student_full_name", out _));
        Assert.Empty(await teacher.ListsAsync(id));
        foreach (
            var body in new object[] { new { }, new { note = "no" }, new { note = "Ill", student_full_name = "X" } }
        )
            (await teacher.ExcusesAsync(id, "excused1", body)).Expect(HttpStatusCode.UnprocessableEntity);
        (await teacher.ExcusesAsync(id, "12:34", new { note = "Ill", student_full_name = "Ali Veli" })).Expect(
            HttpStatusCode.UnprocessableEntity
        );
        (await teacher.ExcusesAsync(id, colleague.Number, new { note = "Ill", student_full_name = "Ali Veli" })).Expect(
            HttpStatusCode.UnprocessableEntity
        );
        (await teacher.ExcusesAsync(Guid.NewGuid(), "excused1", new { note = "Ill" })).Expect(HttpStatusCode.NotFound);

        var typed = (
            await teacher.ExcusesAsync(id, "excused1", new { note = "Ill", student_full_name = "Ali Veli" })
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("Ali Veli", typed["student"].GetProperty("user_full_name").GetString());
        Assert.Equal(
            (false, true, "Ill", "Ill"),
            (typed.Flag("is_attended"), typed.Flag("excused"), typed.Words("note"), typed.Words("fail_reason"))
        );
        var portal = (
            await teacher.ExcusesAsync(id, student.Number, new { note = "Ill", student_full_name = "Somebody Else" })
        ).Expect(HttpStatusCode.OK);
        Assert.StartsWith(
            "Demo Student",
            portal["student"].GetProperty("user_full_name").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Your teacher has already decided on your attendance.",
            (await student.AttendsAsync(id)).Expect(HttpStatusCode.BadRequest).Detail
        );

        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        // The name is known from the earlier session.
        var next = await teacher.OpensAsync();
        Assert.Equal(
            "Ali Veli",
            (await teacher.ExcusesAsync(next, "excused1", new { note = "Still ill" }))
                .Expect(HttpStatusCode.OK)["student"]
                .GetProperty("user_full_name")
                .GetString()
        );
        Assert.True(
            (await teacher.ExcusesAsync(id, "excused2", new { note = "Afterwards", student_full_name = "Veli Ali" }))
                .Expect(HttpStatusCode.OK)
                .Flag("excused")
        );
    }

    [Fact]
    public async Task History_of_a_record_lists_every_decision_live_and_past()
    {
        using var teacher = await program.TeacherAsync();
        using var student = await program.StudentAsync();
        using var untouched = await program.StudentAsync();
        var id = await teacher.OpensAsync();
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await untouched.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await teacher.FailsAsync(id, student.Number, "Left early")).Expect(HttpStatusCode.OK);
        (await teacher.UndoesAsync(id, student.Number)).Expect(HttpStatusCode.OK);
        (await teacher.ExcusesAsync(id, student.Number, new { note = "Ill" })).Expect(HttpStatusCode.OK);

        var live = (await HistoryAsync(teacher, id, student.Number)).Expect(HttpStatusCode.OK);
        Assert.Equal(["fail", "undo", "excuse"], Actions(live));
        Assert.Equal(
            ["at", "actor", "action", "reason", "before", "after"],
            live.Body[0].EnumerateObject().Select(field => field.Name)
        );
        Assert.Equal(
            [
                "is_attended",
                "attendance_time",
                "fail_reason",
                "decided_by",
                "excused",
                "note",
                "is_deleted",
                "reason_code",
            ],
            live.Body[0].GetProperty("before").EnumerateObject().Select(field => field.Name)
        );
        Assert.Equal(
            (teacher.Number, "Left early"),
            (live.Body[0].GetProperty("actor").GetString(), live.Body[0].GetProperty("reason").GetString())
        );
        Assert.Equal(
            (true, false),
            (
                live.Body[0].GetProperty("before").GetProperty("is_attended").GetBoolean(),
                live.Body[0].GetProperty("after").GetProperty("is_attended").GetBoolean()
            )
        );
        Assert.Empty(
            (await HistoryAsync(teacher, id, untouched.Number)).Expect(HttpStatusCode.OK).Body.EnumerateArray()
        );

        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        Assert.Equal(live.Text, (await HistoryAsync(teacher, id, student.Number)).Text);
        (await teacher.AcceptsLaterAsync(id, student.Number)).Expect(HttpStatusCode.OK);
        (await teacher.DeletesRecordAsync(id, student.Number, "Was in another class")).Expect(HttpStatusCode.NoContent);
        Assert.Equal(
            ["fail", "undo", "excuse", "accept", "delete_record"],
            Actions(await HistoryAsync(teacher, id, student.Number))
        );
        Assert.Empty(
            (await HistoryAsync(teacher, id, untouched.Number)).Expect(HttpStatusCode.OK).Body.EnumerateArray()
        );
        Assert.Equal(
            "Attendance record for the specified student not found.",
            (await HistoryAsync(teacher, id, "nobody")).Expect(HttpStatusCode.NotFound).Detail
        );
    }

    private static Task<Answer> BulkAsync(Teacher teacher, Guid id, object body) =>
        teacher.PostAsync($"{Attendances}/{id}/records/bulk", body);

    private static Task<Answer> HistoryAsync(Teacher teacher, Guid id, string student) =>
        teacher.GetAsync($"{Attendances}/{id}/records/{student}/history");

    private static IEnumerable<string?> Actions(Answer history) =>
        history.Body.EnumerateArray().Select(entry => entry.GetProperty("action").GetString());

    private static string Unescaped(IEnumerable<JsonElement> elements) => JsonSerializer.Serialize(elements, Readable);
}
