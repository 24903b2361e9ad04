using System.Net;
using System.Text;
using Attn.Testing.Program;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attn.Api.Tests;

/// <summary>
/// What holds for every route there is, new ones included: the routes are asked of the program itself.
/// </summary>
public sealed class RouteTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    [Fact]
    public void Only_these_routes_serve_callers_who_are_not_signed_in() =>
        Assert.Equal(
            [
                "GET /api/v1/institution",
                "GET /health",
                "GET /health/ready",
                "GET /openapi.json",
                "POST /api/v1/auth/login",
                "POST /api/v1/auth/token",
                "POST /api/v1/join",
                "POST /api/v1/join/{code}",
                "POST /api/v1/webhooks/verification-result/{verificationId}",
            ],
            Routes().Where(route => route.IsAnonymous).Select(route => route.ToString()).Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task Every_other_route_requires_a_token()
    {
        using var client = new AttnClient(program.Url);
        foreach (var route in Routes().Where(route => !route.IsAnonymous))
        {
            var answer = await client.SendAsync(route.Request());
            Assert.Equal(
                $"{route} 401 Could not validate credentials",
                $"{route} {(int)answer.Status} {answer.Detail}"
            );
        }
    }

    [Theory]
    [InlineData("/api/v1/teacher/", false, "This operation is only valid for teachers.")]
    [InlineData("/api/v1/student/", true, "This operation is only valid for students.")]
    public async Task A_route_of_the_other_role_is_403_with_the_contracts_sentence(
        string prefix,
        bool asTeacher,
        string words
    )
    {
        using AttnClient client = asTeacher ? await program.TeacherAsync() : await program.StudentAsync();
        var routes = Routes().Where(route => route.Pattern.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(routes);
        foreach (var route in routes)
        {
            var answer = await client.SendAsync(route.Request());
            Assert.Equal($"{route} 403 {words}", $"{route} {(int)answer.Status} {answer.Detail}");
        }
    }

    [Fact]
    public async Task An_invalid_body_is_422_on_every_route_that_takes_one()
    {
        using var teacher = await program.TeacherAsync();
        using var student = await program.StudentAsync();
        // The webhook checks a signature first; WebhookTests sends it such bodies.
        var routes = Routes()
            .Where(route => route.TakesBody && !route.Pattern.Contains("webhooks", StringComparison.Ordinal))
            .ToList();
        Assert.True(routes.Count >= 9, $"{routes.Count} routes with a body");
        foreach (var route in routes)
        {
            foreach (
                var body in new[] { "", "{", "{}", "[]", "null", "7", "\"text\"", "{\"reason\":7}", "\0", "<xml/>" }
            )
            {
                AttnClient client = route.Pattern.Contains("/student/", StringComparison.Ordinal) ? student : teacher;
                var answer = await client.SendAsync(route.Request(body));
                Assert.Equal($"{route} {body} 422", $"{route} {body} {(int)answer.Status}");
                Assert.NotEmpty(answer.Detail);
                Assert.Equal("not_valid", answer.Words("code"));
                Assert.NotEmpty(answer["errors"].EnumerateObject());
            }
        }
    }

    [Theory]
    [InlineData("GET", "/api/v1/nowhere", HttpStatusCode.NotFound, "not_found")]
    [InlineData("DELETE", "/api/v1/auth/login", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    [InlineData("POST", "/api/v1/auth/login", HttpStatusCode.UnprocessableEntity, "not_valid")]
    public async Task Answers_that_no_route_makes_carry_a_code_too(
        string method,
        string path,
        HttpStatusCode status,
        string code
    )
    {
        using var client = new AttnClient(program.Url);
        using var body = new StringContent("text", Encoding.UTF8, "text/plain");
        var answer = await client.SendAsync(new(new HttpMethod(method), path) { Content = body });
        Assert.Equal(code, answer.Expect(status).Words("code"));
        Assert.NotEmpty(answer.Detail);
        Assert.NotEmpty(answer.Words("request_id")!);
    }

    [Fact]
    public async Task Another_teachers_session_is_404_on_every_route_live_and_past()
    {
        using var owner = await program.TeacherAsync(2);
        using var other = await program.TeacherAsync(3);
        using var student = await program.StudentAsync(7);
        var id = await program.HasOpenAsync(owner);
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);

        await AssertHiddenAsync(other, id, student.Number);
        Assert.True((await owner.ListsAsync(id))[student.Number].GetProperty("is_attended").GetBoolean());
        await owner.FinishesAsync(id);
        await AssertHiddenAsync(other, id, student.Number);
        await owner.IsInHistoryAsync(id);
        await AssertHiddenAsync(other, id, student.Number);
        Assert.True((await owner.ListsAsync(id))[student.Number].GetProperty("is_attended").GetBoolean());
        Assert.DoesNotContain(id, await other.HistoryAsync());
    }

    private async Task AssertHiddenAsync(Teacher other, Guid id, string student)
    {
        const string good = """
            {
              "reason": "a reason that is long enough",
              "student_school_number": "4711",
              "student_full_name": "Somebody",
              "is_attended": true,
              "end_time": "$END",
              "note": "a note",
              "action": "accept",
              "students": ["4711"]
            }
            """;
        var body = good.Replace("$END", program.Now.AddMinutes(5).ToString("O"), StringComparison.Ordinal);
        var routes = Routes()
            .Where(route =>
                route.Pattern.StartsWith("/api/v1/teacher/", StringComparison.Ordinal)
                && route.Pattern.Contains("{id}", StringComparison.Ordinal)
            )
            .ToList();
        Assert.True(routes.Count >= 12, $"{routes.Count} routes of one session");
        foreach (var route in routes)
        {
            var answer = await other.SendAsync(route.Request(route.TakesBody ? body : null, id.ToString(), student));
            Assert.Equal(
                $"{route} 404 Attendance not found or you are not authorized to access it.",
                $"{route} {(int)answer.Status} {answer.Detail}"
            );
        }
    }

    private List<Route> Routes() =>
        [
            .. program
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .SelectMany(endpoint =>
                    (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(
                        method => new Route(method, endpoint)
                    )
                ),
        ];

    private sealed record Route(string Method, RouteEndpoint Endpoint)
    {
        public string Pattern { get; } = "/" + Endpoint.RoutePattern.RawText!.TrimStart('/').TrimEnd('/');

        public bool IsAnonymous =>
            Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            || Endpoint.Metadata.GetMetadata<IAuthorizeData>() is null;

        public bool TakesBody =>
            Endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepts && accepts.ContentTypes.Count > 0;

        public HttpRequestMessage Request(string? body = null, string? id = null, string student = "4711")
        {
            var path = Pattern
                .Replace("{id}", id ?? Guid.NewGuid().ToString(), StringComparison.Ordinal)
                .Replace("{student}", student, StringComparison.Ordinal);
            return new(new HttpMethod(Method), path)
            {
                Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
            };
        }

        public override string ToString() => $"{Method} {Pattern}";
    }
}
