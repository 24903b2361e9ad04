using System.Net;
using System.Text;
using System.Text.Json;
using Attn.EndToEnd.Tests.Faults;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Admin;

/// <summary>
/// The admin commands as processes: beside a running program on servers, and on the embedded store of a stopped
/// program.
/// </summary>
public sealed class AdminTests(FaultServers servers)
{
    private static readonly (string Variable, string Value)[] Settings =
    [
        ("FACE_VERIFIER_MICROSERVICE_URL", "http://127.0.0.1:9"),
        ("RATE_LIMIT_FACTOR", "1"),
    ];

    [Fact]
    public async Task Deleted_student_is_gone_from_servers_while_the_program_runs()
    {
        var stores = await servers.NewStoresAsync();
        await using var program = await AttnProgram.StartAsync([.. stores.Settings, .. Settings]);
        using var places = await Places.FillAsync(program.Url);
        Assert.NotEmpty(await stores.FindAsync(Places.Name));
        await using var screen = await places.LiveTeacher.WatchesAsync(places.Live);
        await screen.NextAsync("snapshot");
        await ExportsAllAsync(program, places);

        await AsksBeforeItDeletesAsync(program);
        (await program.AdminAsync("delete-user", Places.Number, "--yes")).Expect(0);

        Assert.Empty(await stores.FindAsync(Places.Number));
        Assert.Empty(await stores.FindAsync(Places.Name));
        Assert.Equal(Places.Number, (await screen.NextAsync("removed")).Student);
        (await places.Student.StatusAsync(places.Live)).Expect(HttpStatusCode.Unauthorized);
        Assert.NotEmpty(await stores.FindAsync(Places.OtherNumber));
        await OthersAreThereAsync(places);
        await NothingIsLeftToDeleteAsync(program);

        await places.LiveTeacher.FinishesAsync(places.Live);
        await places.LiveTeacher.IsInHistoryAsync(places.Live);
        Assert.Empty(await stores.FindAsync(Places.Number));
    }

    [Fact]
    public async Task Deleted_student_is_gone_from_every_byte_of_the_embedded_store()
    {
        await using var program = await AttnProgram.StartAsync(Settings);
        using var places = await Places.FillAsync(program.Url);
        var busy = (await program.AdminAsync("export-user", Places.Number)).Expect(1);
        Assert.Contains("Stop it", busy.Errors, StringComparison.Ordinal);
        await program.StopAsync();
        Assert.True(IsInFiles(program, Places.Number) && IsInFiles(program, Places.Name));
        await ExportsAllAsync(program, places);

        await AsksBeforeItDeletesAsync(program);
        (await program.AdminAsync("delete-user", Places.Number, "--yes")).Expect(0);

        Assert.False(IsInFiles(program, Places.Number));
        Assert.False(IsInFiles(program, Places.Name));
        await NothingIsLeftToDeleteAsync(program);
        await program.StartAgainAsync();
        using var teacher = await Teacher.SignsInAsync(program.Url);
        Assert.Equal([Places.OtherNumber], (await teacher.ListsAsync(places.Past)).Keys);
    }

    [Fact]
    public async Task Teacher_is_deleted_after_the_session_and_students_keep_their_history()
    {
        var stores = await servers.NewStoresAsync();
        await using var program = await AttnProgram.StartAsync([.. stores.Settings, .. Settings]);
        using var places = await Places.FillAsync(program.Url);

        await ExportsTeacherAsync(program, "demo_teacher_1", decisions: 2, places.Past);
        await ExportsTeacherAsync(program, "demo_teacher_2", decisions: 1, places.Live);
        var refused = (await program.AdminAsync("delete-user", "demo_teacher_2", "--yes")).Expect(1);
        Assert.Contains("has not ended", refused.Errors, StringComparison.Ordinal);
        await places.LiveTeacher.FinishesAsync(places.Live);
        foreach (var number in new[] { "demo_teacher_2", "demo_teacher_1" })
            (await program.AdminAsync("delete-user", number, "--yes")).Expect(0);

        foreach (var text in new[] { "demo_teacher_1", "demo_teacher_2", "Demo Teacher 1", "Demo Teacher 2" })
            Assert.Empty(await stores.FindAsync(text));
        var lessons = (await places.Student.GetAsync("/api/v1/student/lessons")).Expect(HttpStatusCode.OK);
        Assert.Contains(Places.Lesson, lessons.Text, StringComparison.Ordinal);
        using var newLogin = await Teacher.SignsInAsync(program.Url);
        Assert.Empty(await newLogin.HistoryAsync());
    }

    [Fact]
    public async Task List_sessions_writes_a_table_or_JSON()
    {
        var stores = await servers.NewStoresAsync();
        await using var program = await AttnProgram.StartAsync([.. stores.Settings, .. Settings]);
        using var places = await Places.FillAsync(program.Url);

        var all = JsonSerializer.Deserialize<JsonElement>(
            (await program.AdminAsync("list-sessions", "--json")).Expect(0).Output
        );
        var past = all.EnumerateArray().Single(line => line.GetProperty("attendance_id").GetGuid() == places.Past);
        Assert.Equal(
            ("archived", 2, 2, "demo_teacher_1"),
            (
                past.GetProperty("state").GetString(),
                past.GetProperty("records").GetInt32(),
                past.GetProperty("present").GetInt32(),
                past.GetProperty("teacher_number").GetString()
            )
        );
        var live = all.EnumerateArray().Single(line => line.GetProperty("attendance_id").GetGuid() == places.Live);
        Assert.Equal(
            ("live", 2, 1),
            (
                live.GetProperty("state").GetString(),
                live.GetProperty("records").GetInt32(),
                live.GetProperty("present").GetInt32()
            )
        );
        Assert.Equal(3, all.GetArrayLength());

        var table = (await program.AdminAsync("list-sessions", "--user", "Demo_Teacher_1")).Expect(0);
        Assert.Contains(places.Past.ToString(), table.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(places.Live.ToString(), table.Output, StringComparison.Ordinal);
        var later = (await program.AdminAsync("list-sessions", "--from", "2999-01-01", "--json")).Expect(0);
        Assert.Equal("[]", later.Output.Trim());
        var earlier = (await program.AdminAsync("list-sessions", "--to", "1999-12-31", "--json")).Expect(0);
        Assert.Equal("[]", earlier.Output.Trim());
        string[] wholeCalendar = ["list-sessions", "--from", "0001-01-01", "--to", "9999-12-31", "--json"];
        Assert.Equal(
            all.GetRawText(),
            JsonSerializer
                .Deserialize<JsonElement>((await program.AdminAsync(wholeCalendar)).Expect(0).Output)
                .GetRawText()
        );
    }

    [Theory]
    [InlineData("list-sessions")]
    [InlineData("export-user", "demo_student_1")]
    public async Task Wrong_time_zone_is_explained(params string[] words)
    {
        await using var program = await AttnProgram.StartAsync();
        await program.StopAsync();
        program.Set("TIME_ZONE", "Nowhere/City");
        var answer = (await program.AdminAsync(words)).Expect(1);
        Assert.Contains("TIME_ZONE", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("Europe/Istanbul", answer.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Errors, StringComparison.Ordinal);
        Assert.Equal("", answer.Output);
    }

    [Fact]
    public async Task Listing_sessions_needs_no_secrets()
    {
        await using var program = await AttnProgram.StartAsync();
        await program.StopAsync();
        program.Set("ASPNETCORE_ENVIRONMENT", "Production");
        program.Set("SECRET_KEY", "");
        program.Set("WEBHOOK_SECRET_KEY", "");
        (await program.AdminAsync("list-sessions")).Expect(0);
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("export-user")]
    [InlineData("delete-user")]
    [InlineData("list-sessions", "--from", "yesterday")]
    [InlineData("list-sessions", "--limit", "0")]
    public async Task Unknown_command_line_shows_the_usage(params string[] words)
    {
        await using var program = await AttnProgram.StartAsync();
        var answer = (await program.AdminAsync(words)).Expect(2);
        Assert.Contains("Usage:", answer.Errors, StringComparison.Ordinal);
        Assert.Equal("", answer.Output);
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        await using var program = await AttnProgram.StartAsync();
        foreach (
            var answer in new[]
            {
                (await program.AdminAsync()).Expect(0),
                (await program.AdminAsync("--help")).Expect(0),
            }
        )
            Assert.All(
                new[] { "export-user", "delete-user", "list-sessions", "set-term" },
                command => Assert.Contains(command, answer.Output, StringComparison.Ordinal)
            );
    }

    /// <summary>The export contains all of the person's data and nobody else's.</summary>
    private static async Task ExportsAllAsync(AttnProgram program, Places places)
    {
        var answer = (await program.AdminAsync("export-user", "Demo_Student_3")).Expect(0);
        var export = JsonSerializer.Deserialize<JsonElement>(answer.Output);

        Assert.Equal(Places.Name, export.GetProperty("profile").GetProperty("full_name").GetString());
        Assert.Equal(2, export.GetProperty("records").GetArrayLength());
        var trail = export
            .GetProperty("records")
            .EnumerateArray()
            .SelectMany(record => record.GetProperty("trail").EnumerateArray())
            .ToList();
        Assert.Equal(["fail", "accept"], trail.Select(entry => entry.GetProperty("action").GetString()));
        Assert.Equal("left early", trail[0].GetProperty("reason").GetString());
        Assert.Equal(places.Selfie, export.GetProperty("face_checks")[0].GetProperty("selfie").GetBytesFromBase64());
        Assert.NotEqual(JsonValueKind.Null, export.GetProperty("face_consent").GetProperty("consented_at").ValueKind);
        Assert.NotEmpty(export.GetProperty("sign_ins")[0].GetProperty("profile_photo").GetBytesFromBase64());
        Assert.Equal(Places.Lesson, export.GetProperty("class_lists")[0].GetProperty("lesson_name").GetString());
        Assert.Equal(1, export.GetProperty("joined_by_code").GetArrayLength());
        string[] others = [Places.OtherNumber, "Demo Student 4", "demo_teacher", "Demo Teacher", places.Student.Token];
        Assert.All(others, other => Assert.DoesNotContain(other, answer.Output, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("", answer.Errors);
    }

    /// <summary>The export contains what the teacher did, without the students.</summary>
    private static async Task ExportsTeacherAsync(AttnProgram program, string teacher, int decisions, Guid taught)
    {
        var answer = (await program.AdminAsync("export-user", teacher)).Expect(0);
        var export = JsonSerializer.Deserialize<JsonElement>(answer.Output);
        Assert.Equal(
            taught,
            Assert.Single(export.GetProperty("taught_sessions").EnumerateArray()).GetProperty("attendance_id").GetGuid()
        );
        Assert.Equal(decisions, export.GetProperty("decisions").GetArrayLength());
        Assert.DoesNotContain("student_", answer.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("left early", answer.Output, StringComparison.Ordinal);
    }

    private static async Task AsksBeforeItDeletesAsync(AttnProgram program)
    {
        var shown = (await program.AdminAsync("delete-user", Places.Number, "--dry-run")).Expect(0);
        Assert.Contains("records in the archive", shown.Output, StringComparison.Ordinal);
        (await program.AdminAsync("demo_student_4\n", ["delete-user", Places.Number])).Expect(1);
        (await program.AdminAsync("", ["delete-user", Places.Number])).Expect(1);
        (await program.AdminAsync("export-user", Places.Number)).Expect(0);
    }

    private static async Task OthersAreThereAsync(Places places)
    {
        Assert.Equal([Places.OtherNumber], (await places.PastTeacher.ListsAsync(places.Past)).Keys);
        Assert.Equal([Places.OtherNumber], (await places.LiveTeacher.ListsAsync(places.Live)).Keys);
        var summary = (await places.LiveTeacher.GetAsync($"/api/v1/teacher/attendances/{places.Live}/summary")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(1, summary["counts"].GetProperty("present").GetInt32());
        var list = (await places.PastTeacher.GetAsync($"/api/v1/teacher/lessons/{Places.Lesson}/students")).Expect(
            HttpStatusCode.OK
        );
        Assert.Contains(Places.OtherNumber, list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Places.Number, list.Text, StringComparison.Ordinal);
    }

    private static async Task NothingIsLeftToDeleteAsync(AttnProgram program)
    {
        Assert.Contains(
            "Nothing is stored",
            (await program.AdminAsync("delete-user", Places.Number, "--yes")).Expect(0).Output,
            StringComparison.Ordinal
        );
        (await program.AdminAsync("export-user", Places.Number)).Expect(1);
    }

    private static bool IsInFiles(AttnProgram program, string text) =>
        Directory
            .EnumerateFiles(program.DataFolder)
            .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);
}
