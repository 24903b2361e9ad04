using System.Text;
using System.Text.Json;

namespace Attn.Bench.Load;

/// <summary>The requests of the HTTP contract that the scenarios need, as bytes.</summary>
internal sealed class Contract(Target target)
{
    private const string Teacher = "/api/v1/teacher/attendances";
    private const string Student = "/api/v1/student/attendances";

    public byte[] Health() => Build("GET", "/health");

    public byte[] Login(string username) =>
        Build(
            "POST",
            "/api/v1/auth/login",
            body: JsonSerializer.Serialize(
                new Dictionary<string, string> { ["username"] = username, ["password"] = "password" }
            )
        );

    public byte[] Live(string token) => Build("GET", $"{Teacher}/live", token);

    public byte[] Open(string token, DateTimeOffset end) =>
        Build(
            "POST",
            Teacher,
            token,
            $$"""{"lesson_name":"Load test","end_time":"{{end.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}}","security_option":1}"""
        );

    public byte[] Finish(string token, string session) => Build("POST", $"{Teacher}/{session}/finish", token, "");

    public byte[] History(string token) => Build("GET", $"{Teacher}/historical?limit=20", token);

    public byte[] Roster(string token, string session) => Build("GET", $"{Teacher}/{session}/records", token);

    public byte[] Attend(string token, string session) => Build("POST", $"{Student}/{session}/attend", token, "");

    public byte[] Status(string token, string session) => Build("GET", $"{Student}/{session}/status", token);

    public Uri Events(string session) => new(target.Url, $"{Teacher}/{session}/events");

    private byte[] Build(string method, string path, string? token = null, string? body = null)
    {
        var request = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: {target.Url.Authority}\r\n");
        if (token is not null)
            request.Append("Authorization: Bearer ").Append(token).Append("\r\n");
        if (!string.IsNullOrEmpty(body))
            request.Append("Content-Type: application/json\r\n");
        if (body is not null)
            request.Append("Content-Length: ").Append(Encoding.UTF8.GetByteCount(body)).Append("\r\n");
        return Encoding.UTF8.GetBytes(request.Append("\r\n").Append(body).ToString());
    }
}
