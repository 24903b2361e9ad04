using System.Net;
using Attn.Testing.Program;
using Microsoft.Data.Sqlite;

namespace Attn.Api.Tests;

/// <summary>What a run leaves behind: the audit trail in its file, and its log.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task The_audit_trail_holds_every_decision_by_hand_after_the_program_has_ended()
    {
        await using var program = await AttnProgram.StartAsync();
        using var teacher = await Teacher.SignsInAsync(program.Url);
        using var student = await Student.SignsInAsync(program.Url, 1);
        var id = await teacher.OpensAsync();
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await teacher.FailsAsync(id, student.Number, "Left early")).Expect(HttpStatusCode.OK);
        (await teacher.UndoesAsync(id, student.Number)).Expect(HttpStatusCode.OK);
        (await teacher.AddsAsync(id, "4711", "Somebody", isAttended: false, "On an excursion")).Expect(
            HttpStatusCode.Created
        );
        (await teacher.AcceptsAsync(id, "4711")).Expect(HttpStatusCode.OK);
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        (await teacher.FailsLaterAsync(id, "4711", "Not there after all")).Expect(HttpStatusCode.OK);
        (await teacher.AcceptsLaterAsync(id, "4711")).Expect(HttpStatusCode.OK);
        (await teacher.UndoesAsync(id, "4711")).Expect(HttpStatusCode.OK);
        (await teacher.AddsLaterAsync(id, "4712", "Somebody Else")).Expect(HttpStatusCode.Created);
        (await teacher.DeletesRecordAsync(id, "4712", "Was in another class")).Expect(HttpStatusCode.NoContent);
        (await teacher.FailsAsync(id, "4799", "Is nobody")).Expect(HttpStatusCode.NotFound);
        (await teacher.DeletesAsync(id, "Opened by mistake")).Expect(HttpStatusCode.NoContent);
        await program.StopAsync();

        Assert.Equal(
            [
                "Fail demo_student_1 Left early",
                "Undo demo_student_1 -",
                "Add 4711 On an excursion",
                "Accept 4711 -",
                "Fail 4711 Not there after all",
                "Accept 4711 -",
                "Undo 4711 -",
                "Add 4712 -",
                "DeleteRecord 4712 Was in another class",
                "DeleteSession - Opened by mistake",
            ],
            Read(
                program,
                "SELECT action || ' ' || coalesce(student_number, '-') || ' ' || coalesce(reason, '-') "
                    + "FROM audit ORDER BY version"
            )
        );
        Assert.Equal(["demo_teacher_1"], Read(program, "SELECT DISTINCT actor FROM audit"));
        Assert.Equal(
            ["0"],
            Read(
                program,
                "SELECT count(*) FROM audit WHERE student_number IS NOT NULL AND (before IS NULL OR after IS NULL)"
            )
        );
        Assert.Equal(["0"], Read(program, "SELECT count(*) FROM live_sessions"));
    }

    [Fact]
    public async Task The_log_holds_no_token_password_or_name()
    {
        await using var program = await AttnProgram.StartAsync(
            ("Logging__LogLevel__Default", "Debug"),
            ("Logging__LogLevel__Microsoft.AspNetCore", "Information")
        );
        using var teacher = await Teacher.SignsInAsync(program.Url);
        using var student = await Student.SignsInAsync(program.Url, 7);
        using var guesser = new AttnClient(program.Url);
        (await guesser.SignInAsync("demo_student_7", "a-wrong-guess")).Expect(HttpStatusCode.Unauthorized);
        guesser.Token = "not.a.token";
        (await guesser.PostAsync("/api/v1/auth/logout")).Expect(HttpStatusCode.Unauthorized);
        var id = await teacher.OpensAsync();
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await teacher.AddsAsync(id, "4711", "Ayşe Yılmaz")).Expect(HttpStatusCode.Created);
        (await teacher.FailsAsync(id, "4711", "")).Expect(HttpStatusCode.UnprocessableEntity);
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        (await student.PostAsync("/api/v1/auth/logout")).Expect(HttpStatusCode.NoContent);
        await program.StopAsync();

        Assert.Contains("Application is shutting down", program.Output, StringComparison.Ordinal);
        string[] secrets =
        [
            teacher.Token,
            student.Token,
            student.Token.Split('.')[2],
            "not.a.token",
            "a-wrong-guess",
            "\"password\"",
            "Demo Student",
            "Demo Teacher",
            "Ayşe",
            "Yılmaz",
            "attn-development-secret-key",
            "attn-development-webhook-key",
        ];
        Assert.All(
            secrets,
            secret => Assert.DoesNotContain(secret, program.Output, StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task A_second_program_on_the_same_data_does_not_start_and_says_why()
    {
        await using var first = await AttnProgram.StartAsync();
        var (exitCode, output) = await AttnProgram.RunToEndAsync(("ATTN_DATA", first.DataFolder));

        Assert.Equal(1, exitCode);
        Assert.Contains("ATTN cannot start", output, StringComparison.Ordinal);
        Assert.Contains("ATTN_DATA", output, StringComparison.Ordinal);
        Assert.Contains("another ATTN is running", output, StringComparison.Ordinal);
        AssertNoStackTrace(output);
        using var teacher = await Teacher.SignsInAsync(first.Url);
        (await teacher.FindsLiveAsync()).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("DATABASE_URL", "nonsense")]
    [InlineData("APPLICATION_REDIS_URL", "http://localhost")]
    [InlineData("RATE_LIMITER_REDIS_URL", "redis://")]
    [InlineData("ATTN_DATA", "/proc/nowhere")]
    [InlineData("ASPNETCORE_URLS", "nonsense")]
    [InlineData("DATABASE_URL", "postgresql://somebody@127.0.0.1:5432")]
    public async Task An_unusable_setting_stops_the_start_with_an_explanation(string variable, string value)
    {
        var (exitCode, output) = await AttnProgram.RunToEndAsync((variable, value));

        Assert.Equal(1, exitCode);
        Assert.Contains("ATTN cannot start", output, StringComparison.Ordinal);
        Assert.True(variable == "ASPNETCORE_URLS" || output.Contains(variable, StringComparison.Ordinal), output);
        AssertNoStackTrace(output);
    }

    [Fact]
    public async Task An_address_in_use_stops_the_start_with_an_explanation()
    {
        await using var first = await AttnProgram.StartAsync();
        var (exitCode, output) = await AttnProgram.RunToEndAsync(("ASPNETCORE_URLS", first.Url.ToString()));

        Assert.Equal(1, exitCode);
        Assert.Contains("address already in use", output, StringComparison.OrdinalIgnoreCase);
        AssertNoStackTrace(output);
    }

    private static void AssertNoStackTrace(string output)
    {
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", output, StringComparison.Ordinal);
    }

    private static List<string> Read(AttnProgram program, string query)
    {
        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(program.DataFolder, "attn.db"),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        using var connection = new SqliteConnection(file.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The query is the test's own.
        command.CommandText = query;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }
}
