using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Attn.Aksis.Simulator;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Logs;

/// <summary>
/// A whole class with the mishaps of a term: good and bad requests, so that as much as possible could get into a log.
/// </summary>
internal sealed class LoggedClass(AttnProgram program, AksisSimulator portal, PlayedVerifier verifier, Secrets secrets)
    : IDisposable
{
    private const string Attendances = "/api/v1/teacher/attendances";
    private const string TeacherName = "Doç. Dr. ŞÜKRİYE ÇAĞLAYANGİL";
    private const string ByHand = "Ğülşen Öztürkoğlu";
    private const string Listed = "Brünhilde O'Çonnor";
    private const string Note = "visited her grandmother in Zonguldak";
    private readonly AttnClient _teacher = new(program.Url);
    private readonly AttnClient _stranger = new(program.Url);
    private readonly List<AttnClient> _students = [];

    public static readonly SimulatedUser TheTeacher = SimulatedUser.Teacher(
        "sukriye.c",
        "Kedi&Köpek%20{Password}",
        TeacherName
    );

    public static readonly SimulatedUser[] TheStudents =
    [
        SimulatedUser.Student("ibrahim.o", "pa\"ss\\wörd-{0}-'1'", "İBRAHİM \"İBO\" IŞIKLIOĞLU", "9900000001"),
        SimulatedUser.Student("ziya.x", "ключ от квартиры", "ZİYA XENOPHONTOS-ÅBERG", "9900000002"),
        SimulatedUser.Student("broken.b", "correct horse battery", "KIRIK KÖRPEOĞULLARI", "9900000003"),
    ];

    public async Task RunAsync()
    {
        CollectWhatIsKnown();
        await SignInBadlyAsync();
        await SignInAsync();
        await PasteAClassListAsync();
        var past = await HoldALessonByFaceAsync();
        await DecideByHandAsync(past);
        await JoinByCodeAsync();
        await ReadEverythingAsync(past);
        await SendJunkAsync(past);
    }

    /// <summary>The same people, while a store is unavailable.</summary>
    public async Task TryDuringOutageAsync()
    {
        foreach (var user in TheStudents)
            await _stranger.SignInAsync(user.Username, user.Password);
        foreach (
            var path in new[]
            {
                $"{Attendances}/historical?lesson_name={Uri.EscapeDataString(ByHand)}",
                "/api/v1/teacher/lessons",
                $"{Attendances}/{Guid.NewGuid()}/records",
            }
        )
            await _teacher.GetAsync(path);
        await _teacher.PutAsync(
            "/api/v1/teacher/lessons/Calculus/students",
            new { students = new[] { new { student_school_number = "4711", student_full_name = Listed } } }
        );
        await _teacher.PostAsync(
            $"{Attendances}/{Guid.NewGuid()}/live/records",
            new
            {
                student_school_number = "4711",
                student_full_name = ByHand,
                is_attended = true,
                reason = Note,
            }
        );
        foreach (var student in _students)
            await student.PostAsync($"/api/v1/student/attendances/{Guid.NewGuid()}/attend");
    }

    public async Task SignOutAsync()
    {
        foreach (var person in _students.Append(_teacher))
            await person.PostAsync("/api/v1/auth/logout");
    }

    public void Dispose()
    {
        foreach (var person in _students.Append(_teacher).Append(_stranger))
            person.Dispose();
    }

    private void CollectWhatIsKnown()
    {
        foreach (var user in TheStudents.Append(TheTeacher))
        {
            secrets.Add("a password", user.Password);
            secrets.AddName(user.FullName);
            if (user.Photo is { } photo)
                secrets.AddPicture(photo);
        }

        secrets.AddName(ByHand);
        secrets.AddName(Listed);
        secrets.Add("a note", Note);
    }

    private async Task SignInBadlyAsync()
    {
        const string Wrong = "hunter2-but-wrong";
        secrets.Add("a password", Wrong);
        var unlucky = TheStudents[2];
        (await _stranger.SignInAsync(unlucky.Username, Wrong)).Expect(HttpStatusCode.Unauthorized);
        // A password in the wrong field, and bodies that break off in the middle of one.
        await _stranger.SignInAsync(unlucky.Password, unlucky.Username);
        await SendAsync(
            _stranger,
            HttpMethod.Post,
            "/api/v1/auth/login",
            $"{{\"username\":\"{unlucky.Username}\",\"password\":{unlucky.Password}",
            "application/json"
        );
        await SendAsync(
            _stranger,
            HttpMethod.Post,
            "/api/v1/auth/login",
            $"{{\"username\":7,\"password\":[\"{unlucky.Password}\"]}}",
            "application/json"
        );
        await SendAsync(
            _stranger,
            HttpMethod.Post,
            "/api/v1/auth/token",
            $"username={unlucky.Username}&password={unlucky.Password}&=%zz%",
            "application/x-www-form-urlencoded"
        );
        await SendAsync(
            _stranger,
            HttpMethod.Post,
            "/api/v1/auth/token",
            $"--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n{unlucky.Password}",
            "multipart/form-data; boundary=b"
        );
        await _stranger.GetAsync($"/api/v1/auth/login?password={Uri.EscapeDataString(unlucky.Password)}");

        PageFault[] faults =
        [
            new() { Status = 500 },
            new() { Abort = true },
            new() { CutAt = 40 },
            new() { RedirectTo = $"http://127.0.0.1:9/?name={Uri.EscapeDataString(unlucky.FullName)}" },
            new() { Text = page => $"<html>{unlucky.FullName} {unlucky.Password} {page}" },
            new() { Bytes = bytes => [.. "{\"Data\":\""u8, .. bytes] },
            new() { ContentType = "text/nonsense" },
        ];
        foreach (var page in Enum.GetValues<SimulatedPage>())
        {
            foreach (var fault in faults)
            {
                portal.Break(page, fault);
                await SignInOnceAsync(unlucky);
                portal.Repair();
                // A success in between, because after a few failures the program stops asking the portal.
                await SignInOnceAsync(unlucky);
            }
        }
    }

    private async Task SignInOnceAsync(SimulatedUser user)
    {
        using var client = new AttnClient(program.Url);
        if ((await client.SignInAsync(user.Username, user.Password)).IsSuccess)
            secrets.AddToken(client.Token);
    }

    private async Task SignInAsync()
    {
        (await _teacher.SignInAsync(TheTeacher.Username, TheTeacher.Password)).Expect(HttpStatusCode.OK);
        secrets.AddToken(_teacher.Token);
        foreach (var user in TheStudents)
        {
            var student = new AttnClient(program.Url);
            _students.Add(student);
            (await student.SignInAsync(user.Username, user.Password)).Expect(HttpStatusCode.OK);
            secrets.AddToken(student.Token);
            var consent = (await student.GetAsync("/api/v1/student/consent")).Expect(HttpStatusCode.OK);
            (
                await student.PutAsync(
                    "/api/v1/student/consent",
                    new { consented = true, text_version = consent.Words("text_version") }
                )
            ).Expect(HttpStatusCode.OK);
        }
    }

    private async Task PasteAClassListAsync()
    {
        const string Path = "/api/v1/teacher/lessons/Calculus/students";
        (
            await SendAsync(
                _teacher,
                HttpMethod.Put,
                Path,
                $"numara;ad soyad\n4711;{Listed}\n4712;{ByHand}\n",
                "text/csv"
            )
        ).Expect(HttpStatusCode.OK);
        (await SendAsync(_teacher, HttpMethod.Put, Path, $"{Listed};{ByHand}\n4711;\"{Listed}\n", "text/csv")).Expect(
            HttpStatusCode.UnprocessableEntity
        );
        (
            await SendAsync(
                _teacher,
                HttpMethod.Put,
                Path,
                $"{{\"students\":[{{\"student_school_number\":{{\"a\":1}},\"student_full_name\":\"{Listed}\"}}",
                "application/json"
            )
        ).Expect(HttpStatusCode.UnprocessableEntity);
        (await _teacher.GetAsync(Path)).Expect(HttpStatusCode.OK);
    }

    private async Task<Guid> HoldALessonByFaceAsync()
    {
        var id = await OpenAsync(option: 4);
        await _students[0]
            .GetAsync(
                "/api/v1/student/sessions/find?lesson_name=Calculus&teacher_name="
                    + Uri.EscapeDataString("ŞÜKRİYE ÇAĞLAYANGİL")
            );
        await _students[0].GetAsync($"/api/v1/student/sessions/find?teacher_name={Uri.EscapeDataString(TeacherName)}");
        (await AttendAsync(0, id, Encoding.UTF8.GetBytes(ByHand))).Expect(HttpStatusCode.UnprocessableEntity);
        verifier.Refusal = HttpStatusCode.ServiceUnavailable;
        foreach (var student in new[] { 0, 1 })
            (await AttendAsync(student, id, Selfies.Any())).Expect(HttpStatusCode.OK);
        await Attn.Testing.Eventually.IsTrueAsync(() => Task.FromResult(verifier.Refusals > 0), "the verifier refuses");
        verifier.Refusal = null;
        foreach (var student in new[] { 0, 1 })
        {
            var request = await verifier.WaitsForRequestOfAsync(TheStudents[student].Number!, TimeSpan.FromMinutes(4));
            using var forged = await verifier.AnswersAsync(
                request,
                passed: true,
                $"{ByHand} is here",
                secret: "not the secret at all, but long"
            );
            Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
            using var broken = await verifier.PostAsync(
                request.WebhookUrl,
                Encoding.UTF8.GetBytes($"{{\"overall_result\": {ByHand}")
            );
            Assert.Equal(HttpStatusCode.UnprocessableEntity, broken.StatusCode);
            using var verdict = await verifier.AnswersAsync(request, passed: student == 0);
            Assert.Equal(HttpStatusCode.OK, verdict.StatusCode);
        }

        (await _teacher.PostAsync($"{Attendances}/{id}/finish")).Expect(HttpStatusCode.NoContent);
        await IsInHistoryAsync(id);
        return id;
    }

    private async Task DecideByHandAsync(Guid past)
    {
        var id = await OpenAsync(option: 1);
        (await _students[0].PostAsync($"/api/v1/student/attendances/{id}/attend")).Expect(HttpStatusCode.OK);
        (await _students[0].PostAsync($"/api/v1/student/attendances/{id}/attend")).Expect(HttpStatusCode.BadRequest);
        foreach (
            var records in new[] { $"{Attendances}/{id}/live/records", $"{Attendances}/{past}/historical/records" }
        )
        {
            (
                await _teacher.PostAsync(
                    records,
                    new
                    {
                        student_school_number = "4711",
                        student_full_name = ByHand,
                        is_attended = false,
                        reason = Note,
                    }
                )
            ).Expect(HttpStatusCode.Created);
            (
                await _teacher.PostAsync(
                    records,
                    new
                    {
                        student_school_number = ByHand,
                        student_full_name = ByHand,
                        is_attended = true,
                    }
                )
            ).Expect(HttpStatusCode.UnprocessableEntity);
            (await _teacher.PostAsync($"{records}/4711/fail", new { reason = Note })).Expect(HttpStatusCode.OK);
            (await _teacher.PostAsync($"{records}/4711/accept")).Expect(HttpStatusCode.OK);
        }

        foreach (var session in new[] { id, past })
        {
            (
                await _teacher.PostAsync(
                    $"{Attendances}/{session}/records/4712/excuse",
                    new { note = Note, student_full_name = Listed }
                )
            ).Expect(HttpStatusCode.OK);
            (await _teacher.PostAsync($"{Attendances}/{session}/records/4711/undo")).Expect(HttpStatusCode.OK);
            await _teacher.PostAsync(
                $"{Attendances}/{session}/records/{Uri.EscapeDataString(ByHand)}/excuse",
                new { note = Note }
            );
        }

        (await _teacher.DeleteAsync($"{Attendances}/{past}/records/4711", new { reason = Note })).Expect(
            HttpStatusCode.NoContent
        );
        (await _teacher.PostAsync($"{Attendances}/{id}/finish")).Expect(HttpStatusCode.NoContent);
        await IsInHistoryAsync(id);
    }

    private async Task JoinByCodeAsync()
    {
        var id = await OpenAsync(option: 1, requireCode: true);
        var code = (await _teacher.GetAsync($"{Attendances}/{id}/qr?format=json")).Expect(HttpStatusCode.OK);
        secrets.Add("a code", code.Words("code")!, code.Words("typed_code")!);
        var ticket = (await _stranger.PostAsync($"/api/v1/join/{code.Words("code")}"))
            .Expect(HttpStatusCode.OK)
            .Words("ticket")!;
        secrets.Add("a ticket", ticket);
        await _stranger.JoinsAsync(code.Words("typed_code")!);
        await _stranger.JoinsAsync(code.Words("url")!);
        await _stranger.GetAsync($"/api/v1/join/{code.Words("code")}");
        (await _students[0].PostAsync("/api/v1/student/join", new { ticket })).Expect(HttpStatusCode.OK);
        (await _students[1].PostAsync("/api/v1/student/join", new { ticket })).Expect(HttpStatusCode.BadRequest);
        foreach (var student in new[] { 1, 0 })
        {
            using var attend = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/student/attendances/{id}/attend");
            attend.Headers.Add("X-Join-Ticket", ticket);
            await _students[student].SendAsync(attend);
        }

        await using var live = await _teacher.WatchAsync($"{Attendances}/{id}/events");
        await live.NextAsync("snapshot");
    }

    private async Task ReadEverythingAsync(Guid past)
    {
        foreach (var format in new[] { "json", "csv", "xlsx" })
        {
            (await _teacher.GetAsync($"{Attendances}/{past}/report?format={format}")).Expect(HttpStatusCode.OK);
            (await _teacher.GetAsync($"/api/v1/teacher/lessons/Calculus/report?format={format}")).Expect(
                HttpStatusCode.OK
            );
        }

        foreach (var path in new[] { "records", "summary", $"records/{TheStudents[0].Number}/history" })
            (await _teacher.GetAsync($"{Attendances}/{past}/{path}")).Expect(HttpStatusCode.OK);
        foreach (var path in new[] { "attendances", "lessons", $"attendances/{past}/status" })
            (await _students[0].GetAsync($"/api/v1/student/{path}")).Expect(HttpStatusCode.OK);
    }

    private async Task SendJunkAsync(Guid past)
    {
        var parts = _teacher.Token.Split('.');
        string[] bad =
        [
            $"{parts[0]}.{parts[1]}.{parts[2][..^4]}AAAA",
            $"{parts[0]}.{parts[1]}.",
            parts[1],
            $"eyJhbGciOiJub25lIn0.{parts[1]}.",
            _teacher.Token + "x",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(TeacherName)),
        ];
        foreach (var token in bad)
        {
            using var forger = new AttnClient(program.Url) { Token = token };
            (await forger.GetAsync($"{Attendances}/live")).Expect(HttpStatusCode.Unauthorized);
        }

        using var basic = new HttpRequestMessage(HttpMethod.Get, $"{Attendances}/live");
        basic.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"sukriye.c:{TheTeacher.Password}"))
        );
        (await _stranger.SendAsync(basic)).Expect(HttpStatusCode.Unauthorized);
        await _teacher.GetAsync($"/api/v1/teacher/lessons/{Uri.EscapeDataString(ByHand)}/report");
        await _teacher.GetAsync($"/api/v1/teacher/{Uri.EscapeDataString(ByHand)}?token={_teacher.Token}");
        await SendAsync(
            _teacher,
            HttpMethod.Post,
            Attendances,
            $"{{\"lesson_name\":\"{ByHand}\",\"end_time\":\"{Listed}\"}}",
            "application/json"
        );
        await SendAsync(
            _teacher,
            HttpMethod.Post,
            $"{Attendances}/{past}/records/bulk",
            $"{{\"action\":\"{ByHand}\",\"students\":[{{\"{Listed}\":1}}]}}",
            "application/json; charset=none"
        );
        using var odd = new HttpRequestMessage(HttpMethod.Get, $"{Attendances}/{past}/events");
        odd.Headers.TryAddWithoutValidation("Last-Event-ID", Uri.EscapeDataString(Listed));
        await _teacher.SendAsync(odd);
    }

    private async Task<Guid> OpenAsync(int option, bool requireCode = false) => (
            await _teacher.PostAsync(
                Attendances,
                new
                {
                    lesson_name = "Calculus",
                    end_time = TimeProvider.System.GetUtcNow().AddMinutes(30),
                    security_option = option,
                    require_code = requireCode,
                }
            )
        ).Expect(HttpStatusCode.Created)["attendance_id"].GetGuid();

    private Task IsInHistoryAsync(Guid id) =>
        Attn.Testing.Eventually.IsTrueAsync(
            async () =>
                (await _teacher.GetAsync($"{Attendances}/historical")).Text.Contains(
                    id.ToString(),
                    StringComparison.Ordinal
                ),
            "the session is in the history"
        );

    private Task<Answer> AttendAsync(int student, Guid id, byte[] selfie)
    {
        if (selfie.Length >= 48)
            secrets.AddPicture(selfie);
        var form = new MultipartFormDataContent { { new ByteArrayContent(selfie), "normal_image", $"{ByHand}.jpg" } };
        return _students[student]
            .SendAsync(new(HttpMethod.Post, $"/api/v1/student/attendances/{id}/attend") { Content = form });
    }

    private static Task<Answer> SendAsync(
        AttnClient client,
        HttpMethod method,
        string path,
        string body,
        string contentType
    )
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return client.SendAsync(new(method, path) { Content = content });
    }
}
