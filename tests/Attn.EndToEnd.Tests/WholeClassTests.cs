using System.Net;
using System.Text.Json;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests;

/// <summary>A class from opening to history, against the real program as a process.</summary>
public sealed class WholeClassTests
{
    private const int StudentCount = 10;

    [Fact]
    public async Task Class_without_checks_goes_from_opening_to_history()
    {
        await using var program = await AttnProgram.StartAsync();
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync("Yazılım Mühendisliği");
        Assert.Equal(id, (await teacher.FindsLiveAsync())["attendance_id"].GetGuid());

        var students = await SignInAsync(program.Url, StudentCount);
        var found = (await students[0].FindsAsync("  YAZILIM   mühendisliği ", "Dr. demo TEACHER 1")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(id, Assert.Single(found.Body.EnumerateArray()).GetProperty("attendance_id").GetGuid());
        Assert.False(found.Body[0].TryGetProperty("ip_address", out _));

        foreach (var student in students)
            Assert.True((await student.AttendsAsync(id)).Expect(HttpStatusCode.OK).Flag("is_attended"));
        var second = await students[0].AttendsAsync(id);
        Assert.Equal(
            "You have already successfully joined this session.",
            second.Expect(HttpStatusCode.BadRequest).Detail
        );
        Assert.Equal(StudentCount, (await teacher.ListsAsync(id)).Count);

        await teacher.FinishesAsync(id);
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        Assert.Equal(JsonValueKind.Null, (await teacher.FindsLiveAsync()).Body.ValueKind);
        Assert.All(
            (await teacher.ListsAsync(id)).Values,
            record => Assert.True(record.GetProperty("is_attended").GetBoolean())
        );
        Assert.True((await students[3].StatusAsync(id)).Expect(HttpStatusCode.OK).Flag("is_attended"));
        Assert.Equal(
            "This attendance session has already ended.",
            (await students[0].AttendsAsync(id)).Expect(HttpStatusCode.BadRequest).Detail
        );
    }

    [Fact]
    public async Task Teachers_own_subnet_decides_about_the_network()
    {
        await using var program = await AttnProgram.StartAsync();
        using var teacher = await Teacher.SignsInAsync(program.Url, from: "127.0.0.1");
        var id = await teacher.OpensAsync(option: 2);

        using var inside = await Student.SignsInAsync(program.Url, 1, from: "127.0.0.77");
        using var outside = await Student.SignsInAsync(program.Url, 2, from: "127.0.1.77");
        Assert.True((await inside.AttendsAsync(id)).Expect(HttpStatusCode.OK).Flag("is_attended"));
        Assert.Equal("WIFI_FAILED", (await outside.AttendsAsync(id)).Expect(HttpStatusCode.OK).Words("fail_reason"));

        using var movedInside = await Student.SignsInAsync(program.Url, 2, from: "127.0.0.78");
        var second = (await movedInside.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        Assert.True(second.Flag("is_attended"));
        Assert.Equal(2, second["attempts"].GetInt32());
    }

    [Fact]
    public async Task Forged_forwarded_header_is_ignored()
    {
        await using var program = await AttnProgram.StartAsync();
        using var teacher = await Teacher.SignsInAsync(program.Url, from: "127.0.0.1");
        var id = await teacher.OpensAsync(option: 2);
        using var outside = await Student.SignsInAsync(program.Url, 1, from: "127.0.1.77");

        using var forged = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/student/attendances/{id}/attend");
        forged.Headers.Add("X-Forwarded-For", "127.0.0.1");
        Assert.Equal("WIFI_FAILED", (await outside.SendAsync(forged)).Expect(HttpStatusCode.OK).Words("fail_reason"));
    }

    [Fact]
    public async Task Verdict_of_the_face_check_decides()
    {
        await using var verifier = await PlayedVerifier.StartAsync();
        await using var program = await StartWithAsync(verifier);
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 4);
        var students = await SignInAsync(program.Url, 3);

        Assert.Equal(
            "FACE_VERIFICATION_REQUIRED_BUT_IMAGE_MISSING",
            (await students[0].AttendsAsync(id)).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
        foreach (var student in students)
            Assert.Equal(
                "FACE_RECOGNITION_PENDING",
                (await student.AttendsAsync(id, Selfies.Any())).Expect(HttpStatusCode.OK).Words("fail_reason")
            );
        var pending = await students[0].AttendsAsync(id, Selfies.Any());
        Assert.Equal(
            "Your attendance is already pending verification. Please wait.",
            pending.Expect(HttpStatusCode.BadRequest).Detail
        );

        await AnswerAsync(verifier, students[0], passed: true, "faces match");
        await AnswerAsync(verifier, students[1], passed: false, "faces do not match");
        Assert.True((await students[0].StatusAsync(id)).Flag("is_attended"));
        Assert.Equal(
            "FACE_VERIFICATION_FAILED: faces do not match",
            (await students[1].StatusAsync(id)).Words("fail_reason")
        );

        // The third student's verdict comes after the session was archived.
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        Assert.Equal(
            "FACE_RECOGNITION_PENDING",
            (await teacher.ListsAsync(id))[students[2].Number].GetProperty("fail_reason").GetString()
        );
        await AnswerAsync(verifier, students[2], passed: true, "faces match");
        Assert.True((await teacher.ListsAsync(id))[students[2].Number].GetProperty("is_attended").GetBoolean());
    }

    [Fact]
    public async Task Unavailable_verifier_delays_a_check_but_does_not_lose_it()
    {
        await using var verifier = await PlayedVerifier.StartAsync();
        verifier.Refusal = HttpStatusCode.ServiceUnavailable;
        await using var program = await StartWithAsync(verifier);
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        using var student = await Student.SignsInAsync(program.Url, 1);
        (await student.AttendsAsync(id, Selfies.Any())).Expect(HttpStatusCode.OK);

        await program.KillAsync();
        verifier.Refusal = null;
        await program.StartAgainAsync();
        await AnswerAsync(verifier, student, passed: true, "faces match", webhookAt: program.Url);
        using var sameLogin = new AttnClient(program.Url) { Token = student.Token };
        Assert.True(
            (await sameLogin.GetAsync($"/api/v1/student/attendances/{id}/status"))
                .Expect(HttpStatusCode.OK)
                .Flag("is_attended")
        );
    }

    [Fact]
    public async Task Check_without_a_verdict_times_out_and_a_late_verdict_corrects_it()
    {
        await using var verifier = await PlayedVerifier.StartAsync();
        await using var program = await StartWithAsync(verifier, ("VERIFICATION_GRACE_SECONDS", "1"));
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        using var student = await Student.SignsInAsync(program.Url, 1);
        (await student.AttendsAsync(id, Selfies.Any())).Expect(HttpStatusCode.OK);
        var request = await verifier.WaitsForRequestOfAsync(student.Number);

        await teacher.FinishesAsync(id);
        await Eventually.IsTrueAsync(
            async () =>
                (await student.StatusAsync(id)).Expect(HttpStatusCode.OK).Words("fail_reason")
                == "FACE_VERIFICATION_TIMEOUT",
            "the check has timed out"
        );
        Assert.Equal(HttpStatusCode.OK, (await verifier.AnswersAsync(request, passed: true)).StatusCode);
        Assert.True((await student.StatusAsync(id)).Expect(HttpStatusCode.OK).Flag("is_attended"));
    }

    [Fact]
    public async Task Teacher_decides_by_hand_live_and_later()
    {
        await using var program = await AttnProgram.StartAsync();
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync();
        using var student = await Student.SignsInAsync(program.Url, 1);
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);

        var failed = (await teacher.FailsAsync(id, student.Number, "Left after five minutes")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(("Left after five minutes", "teacher"), (failed.Words("fail_reason"), failed.Words("decided_by")));
        Assert.Equal(
            "Your teacher has already decided on your attendance.",
            (await student.AttendsAsync(id)).Expect(HttpStatusCode.BadRequest).Detail
        );
        Assert.True((await teacher.UndoesAsync(id, student.Number)).Expect(HttpStatusCode.OK).Flag("is_attended"));
        (await teacher.UndoesAsync(id, student.Number)).Expect(HttpStatusCode.NotFound);

        (await teacher.AddsAsync(id, "4711", "Ayşe Yılmaz")).Expect(HttpStatusCode.Created);
        (await teacher.AddsAsync(id, "4711", "Ayşe Yılmaz", isAttended: false)).Expect(HttpStatusCode.Created);
        (await teacher.AddsAsync(id, "demo_teacher_1", "Demo Teacher 1")).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(2, (await teacher.ListsAsync(id)).Count);
        (await teacher.AcceptsLaterAsync(id, "4711")).Expect(HttpStatusCode.BadRequest);

        await teacher.FinishesAsync(id);
        (await teacher.AcceptsLaterAsync(id, "4711")).Expect(HttpStatusCode.OK);
        (await teacher.FailsAsync(id, student.Number, "Signed for a friend")).Expect(HttpStatusCode.OK);
        (await teacher.DeletesRecordAsync(id, "4711", "Was in another class")).Expect(HttpStatusCode.NoContent);
        (await teacher.DeletesRecordAsync(id, "4711", "Was in another class")).Expect(HttpStatusCode.NotFound);
        (await teacher.AddsLaterAsync(id, "4711", "Somebody Else")).Expect(HttpStatusCode.Created);
        await teacher.IsInHistoryAsync(id);

        var roster = await teacher.ListsAsync(id);
        Assert.Equal(2, roster.Count);
        Assert.Equal("Signed for a friend", roster[student.Number].GetProperty("fail_reason").GetString());
        Assert.True(roster["4711"].GetProperty("is_attended").GetBoolean());

        (await teacher.DeletesAsync(id, "Opened by mistake")).Expect(HttpStatusCode.NoContent);
        Assert.DoesNotContain(id, await teacher.HistoryAsync());
        (await teacher.DeletesAsync(id, "Opened by mistake")).Expect(HttpStatusCode.NotFound);
    }

    private static Task<AttnProgram> StartWithAsync(PlayedVerifier verifier, params (string, string)[] settings)
    {
        // The verifier calls back where the program listens, which has to be known before it starts.
        var url = $"http://127.0.0.1:{FreePort.Find()}";
        return AttnProgram.StartAsync([
            ("ASPNETCORE_URLS", url),
            ("MAIN_APP_BASE_URL", url),
            ("FACE_VERIFIER_MICROSERVICE_URL", verifier.Url.ToString()),
            .. settings,
        ]);
    }

    private static async Task AnswerAsync(
        PlayedVerifier verifier,
        Student student,
        bool passed,
        string reason,
        Uri? webhookAt = null
    )
    {
        var request = await verifier.WaitsForRequestOfAsync(student.Number);
        Assert.True(webhookAt is null || request.WebhookUrl.Port == webhookAt.Port);
        using var answer = await verifier.AnswersAsync(request, passed, reason);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"status":"success"}""", await answer.Content.ReadAsStringAsync());
    }

    private static async Task<List<Student>> SignInAsync(Uri url, int count)
    {
        var students = new List<Student>();
        for (var number = 1; number <= count; number++)
            students.Add(await Student.SignsInAsync(url, number));
        return students;
    }
}
