using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>Bad input gets a clear error that names the field, and changes nothing.</summary>
public sealed class BadInputTests(RunningProgram program) : IClassFixture<RunningProgram>
{
    private static DateTimeOffset Soon => TimeProvider.System.GetUtcNow().AddMinutes(10);

    public static TheoryData<string, string> BadOpenings =>
        new()
        {
            { """{"lesson_name":"X","end_time":"2030-01-01T10:00:00","security_option":1}""", "end_time" },
            { """{"lesson_name":"X","end_time":"tomorrow","security_option":1}""", "end_time" },
            { """{"lesson_name":"X","end_time":"0001-01-01T00:00:00+14:00","security_option":1}""", "end_time" },
            { """{"lesson_name":"X","end_time":"9999-12-31T23:59:59-14:00","security_option":1}""", "end_time" },
            { """{"lesson_name":"X","end_time":"2030-01-01T10:00:00+15:00","security_option":1}""", "end_time" },
            { """{"lesson_name":"X","end_time":1767225600,"security_option":1}""", "end_time" },
            {
                """
                    {"lesson_name":"X","start_time":"2020-01-01T08:00:00Z","end_time":"2020-01-01T09:00:00Z",
                    "security_option":1}
                    """,
                "end_time"
            },
            {
                """
                    {"lesson_name":"X","start_time":"2020-01-02T08:00:00Z","end_time":"2020-01-01T09:00:00Z",
                    "security_option":1}
                    """,
                "end_time"
            },
            {
                """
                    {"lesson_name":"X","start_time":"2020-01-01T08:00:00Z","end_time":"2999-01-01T09:00:00Z",
                    "security_option":1}
                    """,
                "end_time"
            },
            { """{"lesson_name":"X","end_time":"2999-01-01T09:00:00Z","security_option":1}""", "end_time" },
            { """{"lesson_name":"","end_time":"$SOON","security_option":1}""", "lesson_name" },
            { """{"lesson_name":"   ","end_time":"$SOON","security_option":1}""", "lesson_name" },
            { """{"lesson_name":"a\u0000b","end_time":"$SOON","security_option":1}""", "lesson_name" },
            { """{"lesson_name":null,"end_time":"$SOON","security_option":1}""", "lesson_name" },
            { """{"lesson_name":7,"end_time":"$SOON","security_option":1}""", "lesson_name" },
            { """{"end_time":"$SOON","security_option":1}""", "lesson_name" },
            { """{"lesson_name":"X","security_option":1}""", "end_time" },
            { """{"lesson_name":"X","end_time":"$SOON"}""", "security_option" },
            { """{"lesson_name":"X","end_time":"$SOON","security_option":0}""", "security_option" },
            { """{"lesson_name":"X","end_time":"$SOON","security_option":5}""", "security_option" },
            { """{"lesson_name":"X","end_time":"$SOON","security_option":1.5}""", "security_option" },
            { """{"lesson_name":"X","end_time":"$SOON","security_option":99999999999}""", "security_option" },
            { """{"lesson_name":"X","end_time":"$SOON","security_option":"face"}""", "security_option" },
            {
                """{"lesson_name":"X","end_time":"$SOON","security_option":1,"late_after_minutes":-1}""",
                "late_after_minutes"
            },
            {
                $$"""{"lesson_name":"{{new string('x', 201)}}","end_time":"$SOON","security_option":1}""",
                "lesson_name"
            },
            { """{"lesson_name":"X",""", "body" },
            { "[]", "body" },
            { "null", "body" },
            { "", "body" },
            { "lesson_name=X", "body" },
        };

    [Theory]
    [MemberData(nameof(BadOpenings))]
    public async Task Invalid_opening_is_422_and_names_the_field(string body, string field)
    {
        using var teacher = await Teacher.SignsInAsync(program.Url, 10);
        var json = body.Replace("$SOON", Soon.ToString("O"), StringComparison.Ordinal);
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/teacher/attendances")
        {
            Content = content,
        };
        AssertInvalid(await teacher.SendAsync(request), field);
        Assert.Equal("null", (await teacher.FindsLiveAsync()).Text);
    }

    [Fact]
    public async Task Body_that_is_not_JSON_is_422()
    {
        using var teacher = await Teacher.SignsInAsync(program.Url, 10);
        using var content = new StringContent("lesson_name=X", Encoding.UTF8, "text/plain");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/teacher/attendances")
        {
            Content = content,
        };
        AssertInvalid(await teacher.SendAsync(request), "body");
    }

    [Theory]
    [InlineData("GET", "/api/v1/teacher/attendances/not-a-uuid/records")]
    [InlineData("POST", "/api/v1/teacher/attendances/not-a-uuid/finish")]
    [InlineData("POST", "/api/v1/teacher/attendances/1/live/records/7/accept")]
    [InlineData("POST", "/api/v1/teacher/attendances/%20/historical/records/7/accept")]
    public async Task Id_that_is_not_a_UUID_is_422(string method, string path)
    {
        using var teacher = await Teacher.SignsInAsync(program.Url, 10);
        AssertInvalid(await teacher.SendAsync(new(new HttpMethod(method), path)), "id");
    }

    [Fact]
    public async Task Unknown_id_is_404_for_a_teacher_and_400_for_a_student()
    {
        var id = Guid.NewGuid();
        using var teacher = await Teacher.SignsInAsync(program.Url, 10);
        const string unknown = "Attendance not found or you are not authorized to access it.";
        Assert.Equal(
            unknown,
            (await teacher.PostAsync($"/api/v1/teacher/attendances/{id}/finish")).Expect(HttpStatusCode.NotFound).Detail
        );
        Assert.Equal(
            unknown,
            (await teacher.GetAsync($"/api/v1/teacher/attendances/{id}/records")).Expect(HttpStatusCode.NotFound).Detail
        );
        Assert.Equal(unknown, (await teacher.AcceptsAsync(id, "7")).Expect(HttpStatusCode.NotFound).Detail);
        Assert.Equal(unknown, (await teacher.AcceptsLaterAsync(id, "7")).Expect(HttpStatusCode.NotFound).Detail);
        Assert.Equal(
            unknown,
            (await teacher.DeletesAsync(id, "Opened by mistake")).Expect(HttpStatusCode.NotFound).Detail
        );
        using var student = await program.StudentAsync();
        Assert.Equal(
            "This attendance session does not exist.",
            (await student.AttendsAsync(id)).Expect(HttpStatusCode.BadRequest).Detail
        );
        (await student.StatusAsync(id)).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("12:34")]
    [InlineData("12/34")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("%2F")]
    [InlineData("%2e%2e")]
    [InlineData("12\\34")]
    [InlineData("öğrenci")]
    [InlineData("İ1")]
    [InlineData("")]
    [InlineData("1\u00002")]
    public async Task Impossible_student_number_is_422(string number)
    {
        using var teacher = await Teacher.SignsInAsync(program.Url, 9);
        var id = await OpenSessionOfAsync(teacher);
        AssertInvalid(await teacher.AddsAsync(id, number, "Ayşe Yılmaz"), "student_school_number");
        AssertInvalid(await teacher.AddsLaterAsync(id, number, "Ayşe Yılmaz"), "student_school_number");
        Assert.Empty(await teacher.ListsAsync(id));
        (await teacher.TriesToListStudentsAsync("Calculus", $"7;Ayşe Kaya\n{number};Ayşe Yılmaz")).Expect(
            HttpStatusCode.UnprocessableEntity,
            "not_valid"
        );
        var students = new[] { new { student_school_number = number, student_full_name = "Ayşe Yılmaz" } };
        (await teacher.PutAsync("/api/v1/teacher/lessons/Calculus/students", new { students })).Expect(
            HttpStatusCode.UnprocessableEntity,
            "not_valid"
        );
    }

    [Theory]
    [InlineData("four")]
    [InlineData("     ")]
    [InlineData(null)]
    public async Task Reason_that_is_too_short_is_422(string? reason)
    {
        using var teacher = await Teacher.SignsInAsync(program.Url, 9);
        var id = await OpenSessionOfAsync(teacher);
        AssertInvalid(await teacher.FailsAsync(id, "7", reason!), "reason");
        AssertInvalid(await teacher.DeletesAsync(id, reason!), "reason");
        AssertInvalid(await teacher.DeletesRecordAsync(id, "7", reason!), "reason");
    }

    [Fact]
    public async Task Upload_over_eight_megabytes_is_413()
    {
        var id = await FaceSessionAsync();
        using var student = await program.StudentAsync();
        byte[] huge = [0xFF, 0xD8, 0xFF, .. new byte[8 * 1024 * 1024]];
        (await student.AttendsAsync(id, huge)).Expect(HttpStatusCode.RequestEntityTooLarge);
        (await student.StatusAsync(id)).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("this is a text called .jpg")]
    [InlineData("GIF89a")]
    [InlineData("")]
    public async Task Upload_whose_first_bytes_are_not_a_picture_is_422(string text)
    {
        var id = await FaceSessionAsync();
        using var student = await program.StudentAsync();
        AssertInvalid(await student.AttendsAsync(id, Encoding.UTF8.GetBytes(text)), "normal_image");
        (await student.StatusAsync(id)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Truncated_form_is_422()
    {
        var id = await FaceSessionAsync();
        using var student = await program.StudentAsync();
        using var content = new ByteArrayContent(
            "--b\r\nContent-Disposition: form-data; name=\"normal_image\"; filename=\"a.jpg\"\r\n\r\nabc"u8.ToArray()
        );
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/student/attendances/{id}/attend")
        {
            Content = content,
        };
        AssertInvalid(await student.SendAsync(request), "normal_image");
    }

    [Theory]
    [InlineData("?teacher_name=X", "lesson_name")]
    [InlineData("?lesson_name=X", "teacher_name")]
    [InlineData("?lesson_name=&teacher_name=X", "lesson_name")]
    [InlineData("?lesson_name=a%00b&teacher_name=X", "lesson_name")]
    public async Task Search_without_words_is_422(string query, string field)
    {
        using var student = await program.StudentAsync();
        AssertInvalid(await student.GetAsync($"/api/v1/student/sessions/find{query}"), field);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=1001", "limit")]
    [InlineData("?limit=x", "limit")]
    [InlineData("?before=2026-01-01T00:00:00", "before")]
    [InlineData("?before=yesterday", "before")]
    [InlineData("?before=0001-01-01T00:00:00%2B14:00", "before")]
    public async Task Invalid_page_of_history_is_422(string query, string field)
    {
        using var teacher = await Teacher.SignsInAsync(program.Url, 10);
        AssertInvalid(await teacher.GetAsync($"/api/v1/teacher/attendances/historical{query}"), field);
    }

    [Theory]
    [InlineData("?from=0001-01-01", "from")]
    [InlineData("?to=9999-12-31", "to")]
    public async Task Term_that_reaches_beyond_the_calendar_is_422(string query, string field)
    {
        using var teacher = await Teacher.SignsInAsync(program.Url, 9);
        (await teacher.PutAsync("/api/v1/teacher/lessons/Calculus", new { kind = "theory" })).Expect(HttpStatusCode.OK);
        AssertInvalid(await teacher.GetAsync($"/api/v1/teacher/lessons/Calculus/report{query}"), field);
    }

    [Theory]
    [InlineData("application/json; charset=none", "POST", "/api/v1/auth/login")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "POST", "/api/v1/auth/token")]
    [InlineData("application/json; charset=\"none\"", "PUT", "/api/v1/teacher/lessons/Calculus/students")]
    public async Task Unknown_charset_is_422(string contentType, string method, string path)
    {
        using var teacher = await Teacher.SignsInAsync(program.Url, 10);
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = new ByteArrayContent("{}"u8.ToArray()),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        AssertInvalid(await teacher.SendAsync(request), "body");
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("%2e%2e")]
    [InlineData("a\\b")]
    [InlineData("a\u0001b")]
    public async Task A_username_that_has_no_address_is_422(string username)
    {
        using var client = new AttnClient(program.Url);
        AssertInvalid(
            await client.PostAsync("/api/v1/auth/login", new { username, password = "password" }),
            "username"
        );
        using var content = new FormUrlEncodedContent([new("username", username), new("password", "password")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/token") { Content = content };
        AssertInvalid(await client.SendAsync(request), "username");
    }

    [Theory]
    [InlineData("a=b")]
    [InlineData("u\0s\0e\0r\0")]
    public async Task Sign_in_form_without_any_of_its_fields_is_422(string body)
    {
        using var client = new AttnClient(program.Url);
        using var content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/token") { Content = content };
        AssertInvalid(await client.SendAsync(request), "username");
    }

    [Theory]
    [InlineData("text/csv", "/api/v1/teacher/attendances/historical?limit=0", HttpStatusCode.UnprocessableEntity)]
    [InlineData("text/html", "/api/v1/teacher/attendances/historical?limit=x", HttpStatusCode.UnprocessableEntity)]
    [InlineData(
        "application/xml",
        "/api/v1/teacher/attendances/00000000-0000-0000-0000-000000000000/report",
        HttpStatusCode.NotFound
    )]
    [InlineData("text/html", "/api/v1/student/consent", HttpStatusCode.Forbidden)]
    public async Task Problem_is_answered_whatever_the_client_accepts(string accept, string path, HttpStatusCode status)
    {
        using var teacher = await Teacher.SignsInAsync(program.Url, 10);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);
        var answer = (await teacher.SendAsync(request)).Expect(status);
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(answer.Detail);
        Assert.Equal((int)status, answer["status"].GetInt32());
    }

    [Fact]
    public async Task Address_that_is_too_long_for_a_picture_is_explained()
    {
        using var teacher = await Teacher.SignsInAsync(program.Url, 9);
        var id = await OpenSessionOfAsync(teacher);
        // HttpClient refuses to send such a host name, so the request is written by hand.
        using var connection = new TcpClient();
        await connection.ConnectAsync(program.Url.Host, program.Url.Port);
        var head =
            $"GET /api/v1/teacher/attendances/{id}/qr HTTP/1.1\r\nHost: {new string('h', 4000)}.example\r\n"
            + $"Authorization: Bearer {teacher.Token}\r\nConnection: close\r\n\r\n";
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        using var reader = new StreamReader(connection.GetStream());
        var answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("PUBLIC_BASE_URL", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/auth/login", HttpStatusCode.MethodNotAllowed)]
    public async Task Unknown_route_is_a_problem_with_a_detail(string path, HttpStatusCode status)
    {
        using var client = new AttnClient(program.Url);
        var answer = (await client.GetAsync(path)).Expect(status);
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(answer.Detail);
    }

    /// <summary>The framework validates public types only; attributes on others would do nothing.</summary>
    [Fact]
    public void Validation_attributes_are_on_public_types_only() =>
        Assert.DoesNotContain(
            typeof(Platform.Errors.ErrorCode)
                .Assembly.GetTypes()
                .Where(type => !type.IsVisible)
                .SelectMany(type => type.GetProperties()),
            property => property.IsDefined(typeof(ValidationAttribute), inherit: true)
        );

    private static void AssertInvalid(Answer answer, string field)
    {
        answer.Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("not_valid", answer.Code);
        Assert.NotEmpty(answer.Detail);
        Assert.True(answer["errors"].TryGetProperty(field, out var problems), $"No error for {field}: {answer.Text}");
        Assert.NotEmpty(problems.EnumerateArray().First().GetString()!);
    }

    private static async Task<Guid> OpenSessionOfAsync(Teacher teacher)
    {
        var live = await teacher.FindsLiveAsync();
        return live.Text == "null" ? await teacher.OpensAsync() : live["attendance_id"].GetGuid();
    }

    private async Task<Guid> FaceSessionAsync()
    {
        using var teacher = await Teacher.SignsInAsync(program.Url, 8);
        var live = await teacher.FindsLiveAsync();
        return live.Text == "null" ? await teacher.OpensAsync(option: 3) : live["attendance_id"].GetGuid();
    }
}
