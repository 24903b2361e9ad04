using System.Globalization;
using System.Net;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>
/// Summary, live report and past report of the same random class name the same students, with the same status.
/// </summary>
public sealed class RollAgreementTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private const int StudentCount = 10;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Summary_and_reports_agree_live_and_past(int seed)
    {
        var random = new Random(seed);
        var lesson = string.Create(CultureInfo.InvariantCulture, $"Random {seed}");
        using var teacher = await program.NewTeacherAsync();
        var listed = await ListSomeAsync(teacher, lesson, random);
        await HoldEarlierSessionAsync(teacher, lesson);
        var id = await OpenAsync(teacher, lesson, option: seed % 2 == 0 ? 3 : 1);
        for (var number = 1; number <= StudentCount; number++)
            await ActAsync(teacher, id, number, random);

        var live = await AssertAgreeAsync(teacher, id, listed);
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        Assert.Equal(live, await AssertAgreeAsync(teacher, id, listed));

        foreach (var number in (await teacher.ListsAsync(id)).Keys.Where(_ => random.Next(4) == 0))
            (await teacher.DeletesRecordAsync(id, number, "Was in another class")).Expect(HttpStatusCode.NoContent);
        await AssertAgreeAsync(teacher, id, listed);
    }

    /// <summary>Some students sign in, others are known to the teacher alone.</summary>
    private static string NumberOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{(number % 2 == 0 ? "demo_student_" : "typed-")}{number}");

    /// <returns>Who is on the class list; empty: the lesson has none.</returns>
    private static async Task<HashSet<string>> ListSomeAsync(Teacher teacher, string lesson, Random random)
    {
        if (random.Next(3) == 0)
            return [];
        HashSet<string> listed =
        [
            "never-came",
            .. Enumerable.Range(1, StudentCount).Where(_ => random.Next(3) > 0).Select(NumberOf),
        ];
        await teacher.ListsStudentsAsync(
            lesson,
            string.Join('\n', listed.Select(number => $"{number};Listed {number}"))
        );
        return listed;
    }

    private async Task HoldEarlierSessionAsync(Teacher teacher, string lesson)
    {
        var id = await program.OpensAsync(teacher, lesson);
        (await teacher.AddsAsync(id, "seen-before", "Seen Before")).Expect(HttpStatusCode.Created);
        (await teacher.AddsAsync(id, NumberOf(1), "Typed Before")).Expect(HttpStatusCode.Created);
        program.Clock.Advance(TimeSpan.FromMinutes(1));
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
    }

    private async Task<Guid> OpenAsync(Teacher teacher, string lesson, int option)
    {
        var opened = await teacher.TriesToOpenAsync(
            new
            {
                lesson_name = lesson,
                end_time = program.Now.AddHours(2),
                security_option = option,
                late_after_minutes = 5,
            }
        );
        return opened.Expect(HttpStatusCode.Created)["attendance_id"].GetGuid();
    }

    private async Task ActAsync(Teacher teacher, Guid id, int number, Random random)
    {
        program.Clock.Advance(TimeSpan.FromMinutes(1));
        var student = NumberOf(number);
        if (number % 2 == 0 && random.Next(3) > 0)
        {
            using var attending = await program.StudentAsync(number);
            (await attending.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        }

        switch (random.Next(6))
        {
            case 0:
                (await teacher.AddsAsync(id, student, $"Typed {number}")).Expect(HttpStatusCode.Created);
                break;
            case 1:
                (await teacher.AddsAsync(id, student, $"Typed {number}", isAttended: false)).Expect(
                    HttpStatusCode.Created
                );
                break;
            case 2:
                await ExcuseAsync(teacher, id, student);
                break;
            case 3:
                await ExcuseAsync(teacher, id, student);
                (await teacher.UndoesAsync(id, student)).Expect(HttpStatusCode.OK);
                break;
            case 4:
                await ExcuseAsync(teacher, id, student);
                (await teacher.AcceptsAsync(id, student)).Expect(HttpStatusCode.OK);
                break;
        }
    }

    private static async Task ExcuseAsync(Teacher teacher, Guid id, string student) =>
        (await teacher.ExcusesAsync(id, student, new { note = "Ill", student_full_name = $"Typed {student}" })).Expect(
            HttpStatusCode.OK
        );

    /// <returns>The students of the report, as text.</returns>
    private static async Task<string> AssertAgreeAsync(Teacher teacher, Guid id, HashSet<string> listed)
    {
        var summary = await teacher.SummarizesAsync(id);
        var report = await teacher.ReportsAsync(id);
        var students = report["students"].EnumerateArray().ToList();
        var expected = students.Where(student => listed.Count == 0 || listed.Contains(NumberIn(student))).ToList();
        Assert.Equal(expected.Count, summary["expected"].GetInt32());
        Assert.Equal(expected.Count, report["totals"].GetProperty("expected").GetInt32());

        var counts = summary["counts"];
        Assert.Equal(Count("present") + Count("late"), counts.GetProperty("present").GetInt32());
        Assert.Equal(Count("late"), counts.GetProperty("late").GetInt32());
        Assert.Equal(Count("pending"), counts.GetProperty("pending").GetInt32());
        Assert.Equal(Count("excused"), counts.GetProperty("excused").GetInt32());
        Assert.Equal(
            students.Count(student => StatusIn(student) == "absent" && IsRecorded(student)),
            counts.GetProperty("failed").GetInt32()
        );
        Assert.Equal(
            expected
                .Where(student => StatusIn(student) is "absent" or "excused")
                .Select(student => (NumberIn(student), NameIn(student))),
            summary["absent"].EnumerateArray().Select(student => (NumberIn(student), NameIn(student)))
        );
        Assert.Equal(summary["absent"].GetArrayLength(), counts.GetProperty("absent").GetInt32());
        var roster = await teacher.ListsAsync(id);
        Assert.Equal(
            students.Where(IsRecorded).Select(student => (NumberIn(student), NameIn(student))),
            roster
                .Select(record => (record.Key, NameIn(record.Value.GetProperty("student"))))
                .OrderBy(record => record.Key, StringComparer.Ordinal)
        );
        return report["students"].GetRawText();

        int Count(string status) => students.Count(student => StatusIn(student) == status);
    }

    private static string NumberIn(JsonElement student) => student.GetProperty("user_school_number").GetString()!;

    private static string NameIn(JsonElement student) => student.GetProperty("user_full_name").GetString()!;

    private static string StatusIn(JsonElement student) => student.GetProperty("status").GetString()!;

    private static bool IsRecorded(JsonElement student) =>
        student.GetProperty("decided_by").ValueKind != JsonValueKind.Null;
}
