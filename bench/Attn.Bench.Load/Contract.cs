using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Attn.Bench.Load;

/// <summary>The requests of the HTTP contract that the scenarios need.</summary>
internal sealed class Contract(Target target)
{
    private const string TeacherSessions = "/api/v1/teacher/attendances";
    private const string StudentSessions = "/api/v1/student/attendances";
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public Request Health() => Get("/health");

    public Request Login(string username) =>
        Post(
            "/api/v1/auth/login",
            body: JsonSerializer.Serialize(
                new Dictionary<string, string> { ["username"] = username, ["password"] = "password" }
            )
        );

    public Request LiveSession(string token) => Get($"{TeacherSessions}/live", token);

    public Request OpenSession(string token, DateTimeOffset end) =>
        Post(
            TeacherSessions,
            token,
            $$"""
            {"lesson_name":"Load test","end_time":"{{end.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}}","security_option":1}
            """
        );

    public Request FinishSession(string token, string sessionId) =>
        Post($"{TeacherSessions}/{sessionId}/finish", token);

    public Request History(string token) => Get($"{TeacherSessions}/historical?limit=20", token);

    public Request Roster(string token, string sessionId) => Get($"{TeacherSessions}/{sessionId}/records", token);

    public Request Events(string token, string sessionId) => Get($"{TeacherSessions}/{sessionId}/events", token);

    public Request CheckIn(string token, string sessionId) => Post($"{StudentSessions}/{sessionId}/attend", token);

    public Request Status(string token, string sessionId) => Get($"{StudentSessions}/{sessionId}/status", token);

    private Request Get(string path, string? token = null) => Build(HttpMethod.Get, path, token, content: null);

    private Request Post(string path, string? token = null, string? body = null) =>
        Build(HttpMethod.Post, path, token, body is null ? null : JsonContent(body));

    private Request Build(HttpMethod method, string path, string? token, HttpContent? content) =>
        new(method, new(target.Url, path), token is null ? null : $"Bearer {token}", content);

    private static ByteArrayContent JsonContent(string body) =>
        new(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = Json } };
}
