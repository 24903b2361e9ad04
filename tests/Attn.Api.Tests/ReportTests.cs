using System.Net;
using System.Text;
using System.Text.Json;
using Attn.Api.Features.Courses;
using Attn.Testing.Program;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace Attn.Api.Tests;

/// <summary>Reports of a class session and of a term, as JSON and as files, and a student's own records.</summary>
public sealed class ReportTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private const string Teachers = "/api/v1/teacher";

    [Fact]
    public async Task Session_report_lists_everybody_live_and_past()
    {
        using var teacher = await program.TeacherAsync(1);
        using var student = await program.StudentAsync(1);
        await teacher.ListsStudentsAsync("Session", $"{student.Number};X\n800;Never Came");
        var id = await program.OpensAsync(teacher, "Session");
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await teacher.AddsAsync(id, "=1+2", "Not a number")).Expect(HttpStatusCode.UnprocessableEntity);
        (await teacher.AddsAsync(id, "-5", "=HYPERLINK(\"x\")", isAttended: false, reason: "+left early")).Expect(
            HttpStatusCode.Created
        );

        var live = await teacher.ReportsAsync(id);
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        var past = await teacher.ReportsAsync(id);
        Assert.Equal(live["totals"].GetRawText(), past["totals"].GetRawText());
        Assert.Equal(live["students"].GetRawText(), past["students"].GetRawText());
        Assert.Equal(
            [("-5", "not_accepted"), ("800", "absent"), (student.Number, "present")],
            past["students"].EnumerateArray().Select(row => (Text(row, "user_school_number"), Text(row, "status")))
        );
        Assert.Equal(1, past["totals"].GetProperty("present").GetInt32());

        var csv = (await teacher.GetAsync($"{Teachers}/attendances/{id}/report?format=csv&separator=comma")).Expect(
            HttpStatusCode.OK
        );
        Assert.DoesNotContain("\n=", csv.Text, StringComparison.Ordinal);
        Assert.Contains("'=HYPERLINK", csv.Text, StringComparison.Ordinal);
        Assert.Contains("'+left early", csv.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_have_the_cells_of_the_json()
    {
        using var teacher = await program.TeacherAsync(2);
        using var student = await program.StudentAsync(2);
        await HoldAsync(teacher, "İleri Şifreleme", student, times: 3);
        (
            await teacher.PutAsync(
                Lesson("İleri Şifreleme"),
                new
                {
                    planned_sessions = 14,
                    hours_per_session = 2,
                    kind = "theory",
                }
            )
        ).Expect(HttpStatusCode.OK);

        var term = (await teacher.GetAsync($"{Lesson("İleri Şifreleme")}/report")).Expect(HttpStatusCode.OK);
        var row = Assert.Single(term["students"].EnumerateArray());
        Assert.Equal(3, term["sessions"].GetArrayLength());
        Assert.Equal(
            ["present", "present", "absent"],
            row.GetProperty("cells").EnumerateArray().Select(cell => cell.GetString()!)
        );
        Assert.Equal(66.7m, row.GetProperty("percentage").GetDecimal());
        Assert.Equal(
            (4m, 2m),
            (row.GetProperty("hours_attended").GetDecimal(), row.GetProperty("hours_missed").GetDecimal())
        );
        Assert.True(row.GetProperty("can_still_reach").GetBoolean());
        Assert.Equal(70m, term["required_percentage"].GetDecimal());
        string[] expected =
        [
            student.Number,
            "Demo Student 2",
            "present",
            "present",
            "absent",
            "2",
            "0",
            "0",
            "1",
            "66.7",
            "4",
            "2",
            "yes",
            "0",
            "0",
            "sessions",
            "2",
            "0",
            "0",
            "0",
            "0",
            "2",
            "3",
            "14",
            "yes",
            "70",
            "no",
            "",
        ];

        var csv = await BytesAsync(teacher, "İleri Şifreleme", "csv&separator=semicolon");
        Assert.Equal([0xEF, 0xBB, 0xBF], csv.Body[..3]);
        Assert.Contains("ileri-sifreleme-", csv.FileName, StringComparison.Ordinal);
        var lines = Encoding.UTF8.GetString(csv.Body[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal(
            expected.Select(cell => cell == "66.7" ? "66,7" : cell),
            lines[1].Split(';').Select(cell => cell.EndsWith(",0", StringComparison.Ordinal) ? cell[..^2] : cell)
        );
        var sheet = await SheetAsync(teacher, "İleri Şifreleme");
        var headings = lines[0].Replace(";Pending;", ";Being checked;", StringComparison.Ordinal).Split(';');
        // The workbook marks in one column what the last four say, and has no hours where sessions are counted.
        var onlyInCsv = headings.TakeLast(4).Append("Hours attended").Append("Hours missed").ToList();
        foreach (var (heading, cell) in headings.Zip(expected).Where(each => !onlyInCsv.Contains(each.First)))
        {
            var written = sheet[1][sheet[0].IndexOf(heading)];
            Assert.Equal(
                (heading, cell),
                (heading, written.EndsWith(".0", StringComparison.Ordinal) ? written[..^2] : written)
            );
        }
    }

    [Fact]
    public async Task Report_of_a_lesson_without_sessions_is_a_header_row()
    {
        using var teacher = await program.TeacherAsync(3);
        (
            await teacher.PutAsync(
                Lesson("Empty"),
                new
                {
                    planned_sessions = 14,
                    hours_per_session = 1,
                    kind = "theory",
                }
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Single(await SheetAsync(teacher, "Empty"));
        var csv = await BytesAsync(teacher, "Empty", "csv");
        Assert.Single(Encoding.UTF8.GetString(csv.Body[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Range_covers_whole_days_of_the_institutions_zone()
    {
        using var teacher = await program.TeacherAsync(4);
        using var student = await program.StudentAsync(4);
        await HoldAsync(teacher, "Ranged", student, times: 1);
        var today = TimeZoneInfo
            .ConvertTime(program.Now, TimeZoneInfo.FindSystemTimeZoneById("Europe/Istanbul"))
            .ToString("yyyy-MM-dd", null);
        var report = $"{Lesson("Ranged")}/report";

        Assert.Equal(
            1,
            (await teacher.GetAsync($"{report}?from={today}&to={today}"))
                .Expect(HttpStatusCode.OK)["sessions"]
                .GetArrayLength()
        );
        Assert.Equal(
            0,
            (await teacher.GetAsync($"{report}?to=2020-01-01")).Expect(HttpStatusCode.OK)["sessions"].GetArrayLength()
        );
        foreach (
            var query in new[]
            {
                "from=2026-03-02&to=2026-03-01",
                "from=yesterday",
                "to=2026-02-30",
                "format=pdf",
                "separator=tab",
            }
        )
            (await teacher.GetAsync($"{report}?{query}")).Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Term_report_that_is_cut_names_the_rest()
    {
        using var teacher = await program.TeacherAsync(11);
        using var student = await program.StudentAsync(11);
        await HoldAsync(teacher, "Parts", student, times: 2);
        await teacher.ListsStudentsAsync("Parts", $"100;A B\n{student.Number};C D\nx1;E F");
        var whole = (await teacher.GetAsync($"{Lesson("Parts")}/report")).Expect(HttpStatusCode.OK);
        Assert.False(whole.Response.Headers.Contains("Link"));

        var first = (await teacher.GetAsync($"{Lesson("Parts")}/report?limit=2&from=2000-01-01")).Expect(
            HttpStatusCode.OK
        );
        var link = Assert.Single(first.Response.Headers.GetValues("Link"));
        var rest = (await teacher.GetAsync(link[1..link.IndexOf('>', StringComparison.Ordinal)])).Expect(
            HttpStatusCode.OK
        );

        Assert.False(rest.Response.Headers.Contains("Link"));
        Assert.Equal(
            whole["students"].EnumerateArray().Select(row => row.GetRawText()),
            first["students"].EnumerateArray().Concat(rest["students"].EnumerateArray()).Select(row => row.GetRawText())
        );
        var file = (await teacher.GetAsync($"{Lesson("Parts")}/report?format=csv&limit=1")).Expect(HttpStatusCode.OK);
        Assert.Equal(2, file.Text.TrimEnd().Split('\n').Length);
        (await teacher.GetAsync($"{Lesson("Parts")}/report?limit=0")).Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Another_teachers_reports_are_not_found()
    {
        using var teacher = await program.TeacherAsync(5);
        using var another = await program.TeacherAsync(6);
        using var student = await program.StudentAsync(5);
        var id = await HoldAsync(teacher, "Private", student, times: 1);
        foreach (var format in new[] { "json", "csv", "xlsx" })
        {
            (await another.GetAsync($"{Teachers}/attendances/{id}/report?format={format}")).Expect(
                HttpStatusCode.NotFound
            );
            (await another.GetAsync($"{Lesson("Private")}/report?format={format}")).Expect(HttpStatusCode.NotFound);
            (await student.GetAsync($"{Teachers}/attendances/{id}/report?format={format}")).Expect(
                HttpStatusCode.Forbidden
            );
        }
    }

    [Fact]
    public async Task Student_sees_own_lessons_and_what_is_still_possible()
    {
        using var teacher = await program.TeacherAsync(7);
        using var student = await program.StudentAsync(7);
        using var other = await program.StudentAsync(8);
        await HoldAsync(teacher, "Own", student, times: 3);
        (
            await teacher.PutAsync(
                Lesson("Own"),
                new
                {
                    planned_sessions = 4,
                    hours_per_session = 1,
                    kind = "practice",
                }
            )
        ).Expect(HttpStatusCode.OK);
        await teacher.ListsStudentsAsync("Own", $"{student.Number};X");

        var own = Assert.Single(
            (await student.GetAsync("/api/v1/student/lessons")).Expect(HttpStatusCode.OK).Body.EnumerateArray()
        );
        Assert.Equal(
            ("Own", "Demo Teacher 7", "practice"),
            (Text(own, "lesson_name"), Text(own, "teacher_full_name"), Text(own, "kind"))
        );
        Assert.Equal(
            (3, 2, 1),
            (
                own.GetProperty("held").GetInt32(),
                own.GetProperty("attended").GetInt32(),
                own.GetProperty("absent").GetInt32()
            )
        );
        Assert.Equal(
            (80m, 75m),
            (
                own.GetProperty("required_percentage").GetDecimal(),
                own.GetProperty("still_possible_percentage").GetDecimal()
            )
        );
        Assert.False(own.GetProperty("can_still_reach").GetBoolean());

        var past = (await student.GetAsync("/api/v1/student/attendances?lesson_name=own"))
            .Expect(HttpStatusCode.OK)
            .Body;
        Assert.Equal(["absent", "present", "present"], past.EnumerateArray().Select(each => Text(each, "status")));
        Assert.Equal(JsonValueKind.Null, past[0].GetProperty("record").ValueKind);
        Assert.False(past[0].GetProperty("session").TryGetProperty("ip_address", out _));
        Assert.Empty((await other.GetAsync("/api/v1/student/lessons")).Expect(HttpStatusCode.OK).Body.EnumerateArray());
        Assert.Empty(
            (await other.GetAsync("/api/v1/student/attendances")).Expect(HttpStatusCode.OK).Body.EnumerateArray()
        );
    }

    [Fact]
    public async Task Below_the_limit_is_decided_on_the_exact_share()
    {
        await using var limited = await ClockedProgram.StartAsync(
            ("ATTENDANCE_LIMIT_THEORY", "66.7"),
            ("ATTENDANCE_LIMIT_PRACTICE", "50")
        );
        using var teacher = await limited.TeacherAsync();
        using var student = await limited.StudentAsync();
        // 2 of 3 are 66.67 %, shown as 66.7 %; 1 of 2 is 50 % exactly.
        await HoldAsync(limited, teacher, "Rounded", student, times: 3);
        await HoldAsync(limited, teacher, "Exact", student, times: 2);
        (await teacher.PutAsync(Lesson("Exact"), new { kind = "practice" })).Expect(HttpStatusCode.OK);

        foreach (var (lesson, percentage, isBelow) in new[] { ("Rounded", 66.7m, true), ("Exact", 50m, false) })
        {
            var term = (await teacher.GetAsync($"{Lesson(lesson)}/report")).Expect(HttpStatusCode.OK);
            var row = Assert.Single(term["students"].EnumerateArray());
            var own = (await student.GetAsync("/api/v1/student/lessons"))
                .Expect(HttpStatusCode.OK)
                .Body.EnumerateArray()
                .Single(each => Text(each, "lesson_name") == lesson);
            foreach (var shown in new[] { row, own })
            {
                Assert.Equal(percentage, shown.GetProperty("percentage").GetDecimal());
                Assert.Equal(isBelow, shown.GetProperty("is_below_limit").GetBoolean());
            }
        }
    }

    [Fact]
    public async Task A_percentage_comes_with_its_sum_and_follows_the_policy_of_the_installation()
    {
        await using var strict = await ClockedProgram.StartAsync(
            ("DEFAULT_POLICY_COUNTS", "hours"),
            ("DEFAULT_POLICY_EXCUSED", "absent"),
            ("DEFAULT_POLICY_LIMIT_THEORY", "60"),
            ("ATTENDANCE_LIMIT_THEORY", "70")
        );
        using var teacher = await strict.TeacherAsync();
        using var student = await strict.StudentAsync();
        var missed = await HoldAsync(strict, teacher, "Summed", student, times: 3);
        (await teacher.ExcusesAsync(missed, student.Number, new { note = "Ill" })).Expect(HttpStatusCode.OK);
        (
            await teacher.PutAsync(
                Lesson("Summed"),
                new
                {
                    planned_sessions = 14,
                    hours_per_session = 3,
                    kind = "theory",
                }
            )
        ).Expect(HttpStatusCode.OK);

        var term = (await teacher.GetAsync($"{Lesson("Summed")}/report")).Expect(HttpStatusCode.OK);
        var row = Assert.Single(term["students"].EnumerateArray());
        var own = (await student.GetAsync("/api/v1/student/lessons")).Expect(HttpStatusCode.OK).Body[0];
        Assert.Equal(60m, term["required_percentage"].GetDecimal());
        Assert.Equal(60m, own.GetProperty("required_percentage").GetDecimal());
        foreach (var shown in new[] { row, own })
        {
            Assert.Equal(66.7m, shown.GetProperty("percentage").GetDecimal());
            Assert.False(shown.GetProperty("is_below_limit").GetBoolean());
            // Of 42 hours, 16.8 may be missed; the excused 3 are.
            Assert.Equal(13.8m, shown.GetProperty("may_still_miss").GetDecimal());

            var sum = shown.GetProperty("sum");
            Assert.Equal("hours", Text(sum, "unit"));
            Assert.Equal(
                [6m, 0m, 0m, 3m, 0m, 0m, 0m, 0m, 9m, 6m, 9m, 42m, 33m, 60m],
                new[]
                {
                    "present",
                    "late",
                    "late_absences",
                    "excused",
                    "excused_attended",
                    "excused_not_counted",
                    "absent",
                    "pending",
                    "held",
                    "attended",
                    "counted",
                    "planned",
                    "remaining",
                    "limit_percent",
                }.Select(field => sum.GetProperty(field).GetDecimal())
            );
        }
    }

    [Fact]
    public async Task Who_joined_late_and_who_is_exempt_are_measured_as_their_enrolment_says()
    {
        await using var fresh = await ClockedProgram.StartAsync();
        using (var firstDay = await fresh.TeacherAsync(1))
            await EndAsync(fresh, firstDay, await fresh.OpensAsync(firstDay, "Enrolled"));
        fresh.Clock.Advance(TimeSpan.FromDays(1));
        using var teacher = await fresh.TeacherAsync(1);
        using var student = await fresh.StudentAsync(1);
        using var exempt = await fresh.StudentAsync(2);
        await teacher.ListsStudentsAsync("Enrolled", $"{student.Number};X\n{exempt.Number};Y");
        await HoldAsync(fresh, teacher, "Enrolled", student, times: 1);

        var lesson = (await teacher.GetAsync($"{Teachers}/lessons")).Expect(HttpStatusCode.OK).Body[0];
        var students = $"{Teachers}/courses/{Text(lesson, "course_id")}/students";
        var today = fresh.Clock.GetUtcNow().ToString("yyyy-MM-dd", null);
        (await teacher.PutAsync($"{students}/{student.Number}", new { from = today })).Expect(HttpStatusCode.OK);
        (
            await teacher.PutAsync($"{students}/{exempt.Number}", new { exempt = true, exempt_reason = "Repeats" })
        ).Expect(HttpStatusCode.OK);

        var rows = (await teacher.GetAsync($"{Lesson("Enrolled")}/report"))
            .Expect(HttpStatusCode.OK)["students"]
            .EnumerateArray()
            .ToDictionary(row => Text(row, "user_school_number"));
        var own = (await student.GetAsync("/api/v1/student/lessons")).Expect(HttpStatusCode.OK).Body[0];
        foreach (var shown in new[] { rows[student.Number], own })
        {
            Assert.Equal(100m, shown.GetProperty("percentage").GetDecimal());
            Assert.Equal(0, shown.GetProperty("absent").GetInt32());
            Assert.Equal(1m, shown.GetProperty("sum").GetProperty("before_enrolment").GetDecimal());
        }

        Assert.Equal(0m, rows[exempt.Number].GetProperty("percentage").GetDecimal());
        Assert.False(rows[exempt.Number].GetProperty("is_below_limit").GetBoolean());
        Assert.True(rows[exempt.Number].GetProperty("sum").GetProperty("exempt").GetBoolean());
    }

    [Fact]
    public void A_default_policy_that_makes_no_sense_names_the_variables()
    {
        var options = new DefaultPolicyOptions
        {
            Counts = "weeks",
            Excused = "maybe",
            LatesPerAbsence = 11,
            DefaultPracticeLimit = 101,
        };
        var refused = new DefaultPolicyOptions.Validator().Validate(name: null, options);
        Assert.Equal(
            [
                "DEFAULT_POLICY_LIMIT_PRACTICE is 101: give a percentage from 0 to 100, such as 70.",
                "DEFAULT_POLICY_COUNTS is \"weeks\": give one of sessions, hours.",
                "DEFAULT_POLICY_EXCUSED is \"maybe\": give one of neutral, attended, absent.",
                "DEFAULT_POLICY_LATES_PER_ABSENCE is 11: give the late arrivals that make one absence, 1 to 10, "
                    + "or 0 if late counts as attended.",
            ],
            refused.Failures!
        );
        Assert.True(new DefaultPolicyOptions.Validator().Validate(name: null, new() { Counts = "Hours" }).Succeeded);
    }

    /// <summary>Holds class sessions of a lesson; the student misses the last of several.</summary>
    private Task<Guid> HoldAsync(Teacher teacher, string lesson, Student student, int times) =>
        HoldAsync(program, teacher, lesson, student, times);

    private static async Task<Guid> HoldAsync(
        ClockedProgram program,
        Teacher teacher,
        string lesson,
        Student student,
        int times
    )
    {
        var id = Guid.Empty;
        for (var time = 1; time <= times; time++)
        {
            id = await program.OpensAsync(teacher, lesson);
            if (time < times || times == 1)
                (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
            await EndAsync(program, teacher, id);
        }

        return id;
    }

    private static async Task EndAsync(ClockedProgram program, Teacher teacher, Guid id)
    {
        program.Clock.Advance(TimeSpan.FromSeconds(61));
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
    }

    private static string Lesson(string name) => $"{Teachers}/lessons/{Uri.EscapeDataString(name)}";

    /// <summary>The first sheet of a term's workbook, which Microsoft's validator accepts.</summary>
    private static async Task<List<List<string>>> SheetAsync(Teacher teacher, string lesson)
    {
        var file = await BytesAsync(teacher, lesson, "xlsx");
        using var stream = new MemoryStream(file.Body);
        using var workbook = SpreadsheetDocument.Open(stream, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(workbook).Select(error => error.Description));
        return ReportFiles.ReadSheet(file.Body);
    }

    private static async Task<(byte[] Body, string FileName)> BytesAsync(Teacher teacher, string lesson, string format)
    {
        using var http = new HttpClient { BaseAddress = teacher.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", teacher.Token);
        using var answer = await http.GetAsync(new Uri($"{Lesson(lesson)}/report?format={format}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadAsByteArrayAsync(), answer.Content.Headers.ContentDisposition!.FileName!);
    }

    private static string Text(JsonElement element, string field) => element.GetProperty(field).GetString()!;
}
