using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>Headers, request ids, other origins, and limits on bodies and time.</summary>
public sealed partial class HardeningTests(RunningProgram program) : IClassFixture<RunningProgram>
{
    private const string Portal = "https://portal.example.edu";

    [Theory]
    [InlineData("/", "default-src 'none'; script-src 'self'; style-src 'self'; ")]
    [InlineData("/teacher/lessons", "default-src 'none'; script-src 'self'; style-src 'self'; ")]
    [InlineData("/docs/index.html", "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; ")]
    [InlineData("/redoc/index.html", "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; ")]
    [InlineData("/api/v1/student/consent", "default-src 'none'; base-uri 'none'; ")]
    [InlineData("/health", "default-src 'none'; base-uri 'none'; ")]
    public async Task Every_answer_carries_a_content_security_policy(string path, string policy)
    {
        using var client = new AttnClient(program.Url);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/html" } } };
        var headers = (await client.SendAsync(request)).Response.Headers;

        var whole = Assert.Single(headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith(policy, whole, StringComparison.Ordinal);
        Assert.EndsWith("base-uri 'none'; form-action 'self'; frame-ancestors 'none'", whole, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(headers.GetValues("X-Frame-Options")));
        Assert.Equal("no-referrer", Assert.Single(headers.GetValues("Referrer-Policy")));
        Assert.Contains(
            "camera=(self)",
            Assert.Single(headers.GetValues("Permissions-Policy")),
            StringComparison.Ordinal
        );
        Assert.False(headers.Contains("Server"));
        Assert.False(headers.Contains("Strict-Transport-Security"));
        Assert.False(headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("/docs/index.html")]
    [InlineData("/docs/index.js")]
    [InlineData("/redoc/index.html")]
    [InlineData("/redoc/index.js")]
    [InlineData("/redoc/index.css")]
    [InlineData("/redoc/redoc.standalone.js")]
    public async Task The_pages_of_the_document_load_nothing_from_other_hosts(string path)
    {
        using var client = new AttnClient(program.Url);
        var text = (await client.GetAsync(path)).Expect(HttpStatusCode.OK).Text;
        Assert.NotEmpty(text);
        Assert.Empty(LoadedUrl().Matches(text).Select(match => match.Value));
        Assert.DoesNotContain("validator.swagger.io", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Data_is_not_cached_and_the_clients_files_may_be()
    {
        using var teacher = await program.TeacherAsync();
        Assert.True(
            (await teacher.GetAsync("/api/v1/teacher/attendances/historical")).Response.Headers.CacheControl!.NoStore
        );
        Assert.True(
            (await teacher.GetAsync("/api/v1/teacher/attendances/no-uuid/records"))
                .Expect(HttpStatusCode.UnprocessableEntity)
                .Response.Headers.CacheControl!.NoStore
        );
        Assert.NotEqual(true, (await teacher.GetAsync("/manifest.webmanifest")).Response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task A_request_has_an_id_that_its_error_shows()
    {
        using var client = new AttnClient(program.Url);
        var ours = (await client.GetAsync("/api/v1/teacher/lessons")).Expect(HttpStatusCode.Unauthorized);
        var id = Assert.Single(ours.Response.Headers.GetValues("X-Request-Id"));
        Assert.NotEmpty(id);
        Assert.Equal(id, ours.Words("request_id"));

        Assert.Equal("3f2a_B-7", await IdForAsync("3f2a_B-7"));
        foreach (var odd in new[] { new string('a', 65), "a b", "<script>", "a,b" })
            Assert.NotEqual(odd, await IdForAsync(odd));

        async Task<string> IdForAsync(string given)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
            request.Headers.TryAddWithoutValidation("X-Request-Id", given);
            return Assert.Single((await client.SendAsync(request)).Response.Headers.GetValues("X-Request-Id"));
        }
    }

    [Fact]
    public async Task The_log_of_a_request_holds_its_id()
    {
        await using var own = await AttnProgram.StartAsync(
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("SECRET_KEY", "c1f0a7d92b6e48355de8f09a7b34c6d1"),
            ("WEBHOOK_SECRET_KEY", "9e27b4a08d5f13c66f1be2d04c98a735"),
            ("RATE_LIMIT_FACTOR", "1"),
            ("Logging__LogLevel__Microsoft.AspNetCore", "Information")
        );
        using var client = new AttnClient(own.Url);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health")
        {
            Headers = { { "X-Request-Id", "found-again" } },
        };
        await client.SendAsync(request);
        await own.SaysAsync("\"RequestId\":\"found-again\"");
    }

    [Fact]
    public async Task Only_configured_origins_are_allowed()
    {
        await using var open = await AttnProgram.StartAsync(("CORS_ORIGINS", $"{Portal}, http://localhost:5173"));
        using var client = new AttnClient(open.Url);

        var preflight = (await client.SendAsync(Preflight(Portal))).Response;
        Assert.Equal(Portal, Assert.Single(preflight.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains(
            "Authorization",
            string.Join(',', preflight.Headers.GetValues("Access-Control-Allow-Headers")),
            StringComparison.OrdinalIgnoreCase
        );
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.False(
            (await client.SendAsync(Preflight("https://portal.example.edu.evil.example"))).Response.Headers.Contains(
                "Access-Control-Allow-Origin"
            )
        );

        // The page may read a refusal, too.
        using var call = new HttpRequestMessage(HttpMethod.Get, "/api/v1/teacher/lessons")
        {
            Headers = { { "Origin", Portal } },
        };
        var refused = (await client.SendAsync(call)).Expect(HttpStatusCode.Unauthorized).Response;
        Assert.Equal(Portal, Assert.Single(refused.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains(
            "Retry-After",
            string.Join(',', refused.Headers.GetValues("Access-Control-Expose-Headers")),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("*")]
    [InlineData("portal.example.edu")]
    [InlineData("https://portal.example.edu/")]
    [InlineData("https://Portal.example.edu")]
    [InlineData("https://portal.example.edu/app")]
    public async Task An_origin_that_no_browser_sends_stops_the_start(string origins)
    {
        var (exitCode, output) = await AttnProgram.RunToEndAsync(("CORS_ORIGINS", origins));
        Assert.Equal(1, exitCode);
        Assert.Contains("CORS_ORIGINS", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_is_too_large_is_413_with_the_limit(bool isChunked)
    {
        using var teacher = await program.TeacherAsync();
        var json = $$"""{"lesson_name":"{{new string('x', 300 * 1024)}}"}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/teacher/attendances")
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = isChunked;
        Assert.Contains(
            "8 KB",
            (await teacher.SendAsync(request)).Expect(HttpStatusCode.RequestEntityTooLarge).Detail,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_upload_that_takes_too_long_is_cut_off_and_nothing_is_recorded()
    {
        await using var own = await AttnProgram.StartAsync(
            ("REQUEST_TIMEOUT_SECONDS", "5"),
            ("FACE_VERIFIER_MICROSERVICE_URL", "http://127.0.0.1:9")
        );
        using var teacher = await Teacher.SignsInAsync(own.Url);
        using var student = await Student.SignsInAsync(own.Url, 1);
        var id = await teacher.OpensAsync(option: 3);
        using var phone = new TcpClient();
        await phone.ConnectAsync(own.Url.Host, own.Url.Port);
        var stream = phone.GetStream();
        var head =
            $"POST /api/v1/student/attendances/{id}/attend HTTP/1.1\r\nHost: a\r\n"
            + $"Authorization: Bearer {student.Token}\r\n"
            + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 8000000\r\n\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"normal_image\"; filename=\"a.jpg\"\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        // Above the server's minimum rate, so only the time limit ends it.
        var sending = SendSlowlyAsync(stream, timeout.Token);
        await sending;
        Assert.False(timeout.IsCancellationRequested, "The program accepted the slow upload for a minute.");
        Assert.Empty(await teacher.ListsAsync(id));
    }

    private static async Task SendSlowlyAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var spaces = Encoding.ASCII.GetBytes(new string(' ', 2000));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await stream.WriteAsync(spaces, cancellationToken);
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // Cut off, as it should be, or by the test's own timeout.
        }
    }

    /// <summary>
    /// An address of another host where a browser loads from it: a font, a script, a style or a picture.
    /// </summary>
    [GeneratedRegex(
        """(?:src|href)\s*[:=]\s*["'`]https?://[^"'`]+\.(?:js|css|svg|png|woff2?)"""
            + """|(?-i:url)\(["']?https?:|fonts\.googleapis|cdn\.""",
        RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex LoadedUrl();

    private static HttpRequestMessage Preflight(string origin) =>
        new(HttpMethod.Options, "/api/v1/auth/login")
        {
            Headers =
            {
                { "Origin", origin },
                { "Access-Control-Request-Method", "POST" },
                { "Access-Control-Request-Headers", "authorization,content-type" },
            },
        };
}
