using System.Globalization;
using System.Net;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>
/// Whoever shows a class session gives every student the same word and the same name: roster, live view, summary,
/// reports and their files, the term report, and the students' own pages. The words are computed a second time here.
/// </summary>
public abstract class PartitionTests
{
    private const int StudentCount = 10;
    private const int LateAfterMinutes = 5;
    private static readonly string[] Words = ["present", "late", "pending", "not_accepted", "excused", "absent"];
    private static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, .. new byte[100]];

    protected abstract ClockedProgram Program { get; }

    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5, 6];

    [Fact]
    public async Task Everybody_has_one_word_whatever_happened()
    {
        using var teacher = await Program.NewTeacherAsync();
        using var punctual = await Program.NewStudentAsync();
        using var late = await Program.NewStudentAsync();
        using var pending = await Program.NewStudentAsync();
        using var stranger = await Program.NewStudentAsync();
        using var rejected = await Program.NewStudentAsync();
        HashSet<string> listed =
        [
            "excused-1",
            "never-came",
            punctual.Number,
            late.Number,
            pending.Number,
            rejected.Number,
        ];
        await ListAsync(teacher, "All six", listed);
        var id = await OpenAsync(teacher, "All six", option: 3);
        (await teacher.AddsAsync(id, punctual.Number, "Typed One")).Expect(HttpStatusCode.Created);
        (await rejected.AttendsAsync(id, Picture)).Expect(HttpStatusCode.OK);
        (await teacher.FailsAsync(id, rejected.Number, "A phone at home")).Expect(HttpStatusCode.OK);
        (await pending.AttendsAsync(id, Picture)).Expect(HttpStatusCode.OK);
        await ExcuseAsync(teacher, id, "excused-1");
        Program.Clock.Advance(TimeSpan.FromMinutes(LateAfterMinutes + 1));
        (await teacher.AddsAsync(id, late.Number, "Typed Two")).Expect(HttpStatusCode.Created);
        (await teacher.AddsAsync(id, stranger.Number, "Typed Three")).Expect(HttpStatusCode.Created);

        var live = await AssertAgreeAsync(teacher, "All six", id, listed);
        Assert.Equal([1, 2, 1, 1, 1, 1], Words.Select(word => live[word]));
        Assert.Equal((6, 3, 1), (live["expected"], live["attended"], live["not_enrolled"]));
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        Assert.Equal(live, await AssertAgreeAsync(teacher, "All six", id, listed));
        await AssertTermAgreesAsync(teacher, "All six", id, [punctual, late, pending, stranger, rejected]);
    }

    [Fact]
    public async Task Enrolled_on_other_days_is_no_stranger_and_not_expected()
    {
        const string Lesson = "Joins and leaves";
        using var teacher = await Program.NewTeacherAsync();
        using var early = await Program.NewStudentAsync();
        HashSet<string> listed = ["exempt", "here"];
        HashSet<string> onOtherDays = [early.Number, "joins-later", "left-before"];
        await ListAsync(teacher, Lesson, [.. listed, .. onOtherDays]);
        await EnrolAsync(teacher, Lesson, early.Number, new { from = Day(2) });
        await EnrolAsync(teacher, Lesson, "joins-later", new { from = Day(2) });
        await EnrolAsync(teacher, Lesson, "left-before", new { to = Day(-2) });
        await EnrolAsync(teacher, Lesson, "exempt", new { exempt = true, exempt_reason = "Repeats the course" });
        var id = await OpenAsync(teacher, Lesson, option: 1);
        (await early.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        Program.Clock.Advance(TimeSpan.FromMinutes(1));

        var live = await AssertAgreeAsync(teacher, Lesson, id, listed, onOtherDays);
        Assert.Equal((2, 1, 0, 2), (live["expected"], live["attended"], live["not_enrolled"], live["absent"]));
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        Assert.Equal(live, await AssertAgreeAsync(teacher, Lesson, id, listed, onOtherDays));
        await AssertTermAgreesAsync(teacher, Lesson, id, [early]);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task All_places_agree_about_a_random_class_live_and_past(int seed)
    {
        var random = new Random(seed);
        var lesson = string.Create(CultureInfo.InvariantCulture, $"Random {seed}");
        using var teacher = await Program.NewTeacherAsync();
        var students = await SignInAsync();
        var listed = await ListSomeAsync(teacher, lesson, students, random);
        var onOtherDays = await MoveSomeAsync(teacher, lesson, listed, random);
        await HoldEarlierSessionAsync(teacher, lesson);
        var id = await OpenAsync(teacher, lesson, option: seed % 2 == 0 ? 3 : 1);
        foreach (var (number, student) in students)
            await ActAsync(teacher, id, number, student, random);

        var live = await AssertAgreeAsync(teacher, lesson, id, listed, onOtherDays);
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        Assert.Equal(live, await AssertAgreeAsync(teacher, lesson, id, listed, onOtherDays));

        foreach (var number in (await teacher.ListsAsync(id)).Keys.Where(_ => random.Next(4) == 0))
            (await teacher.DeletesRecordAsync(id, number, "Was in another class")).Expect(HttpStatusCode.NoContent);
        await AssertAgreeAsync(teacher, lesson, id, listed, onOtherDays);
        List<Student> signedIn = [.. students.Values.OfType<Student>()];
        await AssertTermAgreesAsync(teacher, lesson, id, signedIn);
        foreach (var student in signedIn)
            student.Dispose();
    }

    /// <summary>Every other student signs in; the others are known to the teacher alone.</summary>
    private async Task<Dictionary<string, Student?>> SignInAsync()
    {
        var students = new Dictionary<string, Student?>(StringComparer.Ordinal);
        for (var place = 1; place <= StudentCount; place++)
        {
            var student = place % 2 == 0 ? await Program.NewStudentAsync() : null;
            students.Add(student?.Number ?? string.Create(CultureInfo.InvariantCulture, $"typed-{place}"), student);
        }

        return students;
    }

    /// <returns>Who is on the class list; empty: the lesson has none.</returns>
    private static async Task<HashSet<string>> ListSomeAsync(
        Teacher teacher,
        string lesson,
        Dictionary<string, Student?> students,
        Random random
    )
    {
        if (random.Next(3) == 0)
            return [];
        HashSet<string> listed = ["never-came", .. students.Keys.Where(_ => random.Next(3) > 0)];
        await ListAsync(teacher, lesson, listed);
        return listed;
    }

    private static Task<Answer> ListAsync(Teacher teacher, string lesson, HashSet<string> listed) =>
        teacher.ListsStudentsAsync(lesson, string.Join('\n', listed.Select(number => $"{number};Listed {number}")));

    /// <summary>Some of the list joined after this day, left before it, or need not attend.</summary>
    /// <returns>Who is on the list on other days only; they are taken out of <paramref name="listed"/>.</returns>
    private async Task<HashSet<string>> MoveSomeAsync(
        Teacher teacher,
        string lesson,
        HashSet<string> listed,
        Random random
    )
    {
        var moved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var number in listed.Order(StringComparer.Ordinal).ToList())
        {
            switch (random.Next(5))
            {
                case 0:
                    await EnrolAsync(teacher, lesson, number, new { from = Day(2) });
                    moved.Add(number);
                    break;
                case 1:
                    await EnrolAsync(teacher, lesson, number, new { to = Day(-2) });
                    moved.Add(number);
                    break;
                case 2:
                    await EnrolAsync(teacher, lesson, number, new { exempt = true, exempt_reason = "Repeats it" });
                    break;
            }
        }

        listed.ExceptWith(moved);
        return moved;
    }

    private string Day(int daysFromNow) =>
        Program.Now.AddDays(daysFromNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task EnrolAsync(Teacher teacher, string lesson, string number, object enrolment)
    {
        var courses = (await teacher.GetAsync("/api/v1/teacher/courses")).Expect(HttpStatusCode.OK).Body;
        var course = courses.EnumerateArray().Single(each => each.GetProperty("name").GetString() == lesson);
        var path = $"/api/v1/teacher/courses/{course.GetProperty("course_id").GetGuid()}/students/{number}";
        (await teacher.PutAsync(path, enrolment)).Expect(HttpStatusCode.OK);
    }

    private async Task HoldEarlierSessionAsync(Teacher teacher, string lesson)
    {
        var id = await Program.OpensAsync(teacher, lesson);
        (await teacher.AddsAsync(id, "seen-before", "Seen Before")).Expect(HttpStatusCode.Created);
        (await teacher.AddsAsync(id, "typed-1", "Typed Before")).Expect(HttpStatusCode.Created);
        Program.Clock.Advance(TimeSpan.FromMinutes(1));
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
    }

    private async Task<Guid> OpenAsync(Teacher teacher, string lesson, int option)
    {
        var opened = await teacher.TriesToOpenAsync(
            new
            {
                lesson_name = lesson,
                end_time = Program.Now.AddHours(2),
                security_option = option,
                late_after_minutes = LateAfterMinutes,
            }
        );
        return opened.Expect(HttpStatusCode.Created)["attendance_id"].GetGuid();
    }

    private async Task ActAsync(Teacher teacher, Guid id, string number, Student? student, Random random)
    {
        Program.Clock.Advance(TimeSpan.FromSeconds(45));
        // Without a selfie where one is asked for, the try is not accepted; with one it waits for its check.
        if (student is not null && random.Next(3) > 0)
        {
            var answer = random.Next(2) == 0 ? student.AttendsAsync(id) : student.AttendsAsync(id, Picture);
            (await answer).Expect(HttpStatusCode.OK);
        }

        switch (random.Next(6))
        {
            case 0:
                (await teacher.AddsAsync(id, number, $"Typed {number}")).Expect(HttpStatusCode.Created);
                break;
            case 1:
                (await teacher.AddsAsync(id, number, $"Typed {number}", isAttended: false)).Expect(
                    HttpStatusCode.Created
                );
                break;
            case 2:
                await ExcuseAsync(teacher, id, number);
                break;
            case 3:
                await ExcuseAsync(teacher, id, number);
                (await teacher.UndoesAsync(id, number)).Expect(HttpStatusCode.OK);
                break;
            case 4:
                await ExcuseAsync(teacher, id, number);
                (await teacher.AcceptsAsync(id, number)).Expect(HttpStatusCode.OK);
                break;
        }
    }

    private static async Task ExcuseAsync(Teacher teacher, Guid id, string student) =>
        (await teacher.ExcusesAsync(id, student, new { note = "Ill", student_full_name = $"Typed {student}" })).Expect(
            HttpStatusCode.OK
        );

    /// <returns>The figures.</returns>
    private static async Task<Dictionary<string, int>> AssertAgreeAsync(
        Teacher teacher,
        string lesson,
        Guid id,
        HashSet<string> listed,
        HashSet<string>? onOtherDays = null
    )
    {
        var session = (await teacher.FindsAsync(id)).Expect(HttpStatusCode.OK).Body;
        var roster = await teacher.ListsAsync(id);
        var summary = await teacher.SummarizesAsync(id);
        var students = summary["students"].EnumerateArray().Select(Row).ToList();
        HashSet<string> enrolled = [.. listed, .. onOtherDays ?? []];
        Assert.Equal(
            await ExpectAsync(teacher, lesson, session, roster, listed, enrolled.Count > 0),
            students.ToDictionary(row => row.Number, row => row.Word, StringComparer.Ordinal)
        );
        Assert.Equal(
            students.Select(row => row.Number).Order(StringComparer.Ordinal),
            students.Select(row => row.Number)
        );

        Dictionary<string, int> figures = new(StringComparer.Ordinal)
        {
            ["expected"] = students.Count(row => enrolled.Count == 0 || listed.Contains(row.Number)),
            ["not_enrolled"] = students.Count(row => enrolled.Count > 0 && !enrolled.Contains(row.Number)),
            ["attended"] = students.Count(row => row.Word is "present" or "late"),
        };
        foreach (var word in Words)
            figures[word] = students.Count(row => row.Word == word);
        var report = await teacher.ReportsAsync(id);
        foreach (var (name, figure) in figures)
        {
            Assert.Equal(figure, summary[name].GetInt32());
            Assert.Equal(figure, report["totals"].GetProperty(name).GetInt32());
        }

        Assert.Equal(students.Count, Words.Sum(word => figures[word]));
        Assert.Equal(students, report["students"].EnumerateArray().Select(Row));
        foreach (var format in new[] { "csv", "xlsx" })
            Assert.Equal(
                students.Select(row => (row.Number, row.Name, row.Word)),
                (await ReportFiles.ReadAsync(teacher, $"/api/v1/teacher/attendances/{id}/report", format))
                    .Skip(1)
                    .Select(cells => (cells[0], cells[1], cells[2]))
            );

        await using var events = await teacher.WatchesAsync(id);
        var snapshot = (await events.NextAsync("snapshot")).Data.GetProperty("records").EnumerateArray().ToList();
        Assert.Equal(
            students.Where(row => roster.ContainsKey(row.Number)),
            roster.Values.Select(RecordRow).OrderBy(row => row.Number, StringComparer.Ordinal)
        );
        Assert.Equal(roster.Values.Select(RecordRow).ToHashSet(), snapshot.ConvertAll(RecordRow).ToHashSet());
        return figures;
    }

    /// <summary>Each student's word, computed from what the records say in their other fields.</summary>
    private static async Task<Dictionary<string, string>> ExpectAsync(
        Teacher teacher,
        string lesson,
        JsonElement session,
        Dictionary<string, JsonElement> roster,
        HashSet<string> listed,
        bool hasClassList
    )
    {
        IEnumerable<string> expected = listed;
        if (!hasClassList)
            expected = (await teacher.GetAsync($"{Lesson(lesson)}/students"))
                .Expect(HttpStatusCode.OK)["students"]
                .EnumerateArray()
                .Select(student => student.GetProperty("student_school_number").GetString()!);
        return expected
            .Union(roster.Keys)
            .ToDictionary(
                number => number,
                number => roster.TryGetValue(number, out var record) ? WordOf(session, record) : "absent",
                StringComparer.Ordinal
            );
    }

    private static string WordOf(JsonElement session, JsonElement record)
    {
        if (record.GetProperty("is_attended").GetBoolean())
        {
            var lateFrom = session.GetProperty("start_time").GetDateTimeOffset().AddMinutes(LateAfterMinutes);
            return record.GetProperty("attendance_time").GetDateTimeOffset() > lateFrom ? "late" : "present";
        }

        if (record.GetProperty("excused").GetBoolean())
            return "excused";
        return record.GetProperty("fail_reason").GetString() == "FACE_RECOGNITION_PENDING" ? "pending" : "not_accepted";
    }

    /// <summary>
    /// The last column of the term report, and the students' own pages, say what the summary says; the totals of a row
    /// are those of its cells, on the student's page too.
    /// </summary>
    private static async Task AssertTermAgreesAsync(
        Teacher teacher,
        string lesson,
        Guid id,
        IReadOnlyCollection<Student> signedIn
    )
    {
        var words = (await teacher.SummarizesAsync(id))["students"].EnumerateArray().Select(Row).ToList();
        var term = (await teacher.GetAsync($"{Lesson(lesson)}/report")).Expect(HttpStatusCode.OK);
        var rows = term["students"]
            .EnumerateArray()
            .ToDictionary(row => Row(row, "absent").Number, StringComparer.Ordinal);
        var files = new List<List<List<string>>>
        {
            await ReportFiles.ReadAsync(teacher, $"{Lesson(lesson)}/report", "csv"),
            await ReportFiles.ReadAsync(teacher, $"{Lesson(lesson)}/report", "xlsx"),
        };
        var sessions = term["sessions"].GetArrayLength();
        foreach (var (number, row) in rows)
        {
            List<string> cells = [.. row.GetProperty("cells").EnumerateArray().Select(cell => cell.GetString()!)];
            Assert.Equal(words.Find(each => each.Number == number)?.Word ?? "absent", cells[^1]);
            AssertTotals(CountedOf(cells, row), row);
            var written = cells.Select((cell, place) => WrittenCell(cell, NotCounted(row).Contains(place)));
            foreach (var file in files)
                Assert.Equal(written, file.Single(line => line[0] == number).GetRange(2, sessions));
        }

        foreach (var student in signedIn)
            await AssertOwnPagesAgreeAsync(student, lesson, id, rows);
    }

    private static async Task AssertOwnPagesAgreeAsync(
        Student student,
        string lesson,
        Guid id,
        Dictionary<string, JsonElement> rows
    )
    {
        var attendances = (await student.GetAsync("/api/v1/student/attendances")).Expect(HttpStatusCode.OK).Body;
        var own = attendances
            .EnumerateArray()
            .SingleOrDefault(each => each.GetProperty("session").GetProperty("attendance_id").GetGuid() == id);
        if (!rows.TryGetValue(student.Number, out var row))
        {
            Assert.Equal(JsonValueKind.Undefined, own.ValueKind);
            return;
        }

        List<string> cells = [.. row.GetProperty("cells").EnumerateArray().Select(cell => cell.GetString()!)];
        if (cells[^1] == "absent" && NotCounted(row).Contains(cells.Count - 1))
            Assert.Equal(JsonValueKind.Undefined, own.ValueKind);
        else
            Assert.Equal(cells[^1], own.GetProperty("status").GetString());
        var lessons = (await student.GetAsync("/api/v1/student/lessons")).Expect(HttpStatusCode.OK).Body;
        var counted = lessons.EnumerateArray().Single(each => each.GetProperty("lesson_name").GetString() == lesson);
        var countedCells = CountedOf(cells, row);
        AssertTotals(countedCells, counted);
        Assert.Equal(countedCells.Count, counted.GetProperty("held").GetInt32());
        Assert.Equal(row.GetProperty("percentage").GetRawText(), counted.GetProperty("percentage").GetRawText());
    }

    /// <summary>Places of sessions outside the student's enrolment.</summary>
    private static HashSet<int> NotCounted(JsonElement row) =>
        [.. row.GetProperty("not_counted").EnumerateArray().Select(place => place.GetInt32())];

    private static List<string> CountedOf(List<string> cells, JsonElement row) =>
        [.. cells.Where((_, place) => !NotCounted(row).Contains(place))];

    /// <summary>In a file, the words without brackets add up to the totals.</summary>
    private static string WrittenCell(string word, bool isNotCounted) =>
        !isNotCounted ? word
        : word == "absent" ? ""
        : $"({word})";

    private static void AssertTotals(List<string> cells, JsonElement totals)
    {
        foreach (var word in Words.Except(["present"]))
            Assert.Equal(cells.Count(cell => cell == word), totals.GetProperty(word).GetInt32());
        Assert.Equal(cells.Count(cell => cell is "present" or "late"), totals.GetProperty("attended").GetInt32());
    }

    private static string Lesson(string name) => $"/api/v1/teacher/lessons/{Uri.EscapeDataString(name)}";

    private static StudentRow Row(JsonElement student) => Row(student, student.GetProperty("status").GetString()!);

    private static StudentRow Row(JsonElement student, string word) =>
        new(
            student.GetProperty("user_school_number").GetString()!,
            student.GetProperty("user_full_name").GetString()!,
            word,
            student.TryGetProperty("enrolled", out var enrolled) ? enrolled.GetRawText() : ""
        );

    private static StudentRow RecordRow(JsonElement record)
    {
        var isStranger = record.GetProperty("enrolled").ValueKind == JsonValueKind.False;
        Assert.Equal(
            isStranger,
            record.GetProperty("flags").EnumerateArray().Any(flag => flag.GetString() == "not_enrolled")
        );
        return Row(record.GetProperty("student"), record.GetProperty("status").GetString()!) with
        {
            Enrolled = record.GetProperty("enrolled").GetRawText(),
        };
    }

    private sealed record StudentRow(string Number, string Name, string Word, string Enrolled);
}

public sealed class EmbeddedPartitionTests(ClockedProgram program) : PartitionTests, IClassFixture<ClockedProgram>
{
    protected override ClockedProgram Program => program;
}

public sealed class ServersPartitionTests(ServersProgram servers) : PartitionTests, IClassFixture<ServersProgram>
{
    protected override ClockedProgram Program => servers.Program;
}
