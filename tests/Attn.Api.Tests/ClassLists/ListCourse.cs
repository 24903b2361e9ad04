using System.Net;
using System.Text;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Api.Tests.ClassLists;

/// <summary>A course of its own whose class list a test looks at and replaces.</summary>
internal sealed class ListCourse(Teacher teacher, Guid id) : IDisposable
{
    public string Path => $"/api/v1/teacher/courses/{id}/students";

    public static async Task<ListCourse> OfNewTeacherAsync(ClockedProgram program)
    {
        var teacher = await program.NewTeacherAsync();
        var made = (await teacher.PostAsync("/api/v1/teacher/courses", new { name = "Analiz" })).Expect(
            HttpStatusCode.Created
        );
        return new(teacher, made["course_id"].GetGuid());
    }

    public Teacher Teacher => teacher;

    public Task<Answer> PreviewsAsync(byte[] body, string query = "", string type = "application/octet-stream") =>
        teacher.SendAsync(Request(HttpMethod.Post, $"{Path}/preview{query}", body, type));

    public Task<Answer> PreviewsAsync(string text, string query = "") =>
        PreviewsAsync(Encoding.UTF8.GetBytes(text), query, "text/plain");

    public Task<Answer> PutsAsync(byte[] body, string query = "", string? ifMatch = null) =>
        teacher.SendAsync(Request(HttpMethod.Put, Path + query, body, "application/octet-stream", ifMatch));

    public Task<Answer> PutsAsync(string text, string query = "", string? ifMatch = null) =>
        PutsAsync(Encoding.UTF8.GetBytes(text), query, ifMatch);

    public Task<Answer> PutsJsonAsync(object students, string? ifMatch = null) =>
        teacher.SendAsync(
            Request(
                HttpMethod.Put,
                Path,
                JsonSerializer.SerializeToUtf8Bytes(new { students }),
                "application/json",
                ifMatch
            )
        );

    public async Task<Answer> ReadsAsync() => (await teacher.GetAsync(Path)).Expect(HttpStatusCode.OK);

    /// <summary>The list with everything a student has, and its version.</summary>
    public async Task<(string Version, string List)> StateAsync()
    {
        var read = await ReadsAsync();
        return (VersionOf(read), read.Text);
    }

    public static string VersionOf(Answer answer) => answer.Response.Headers.ETag!.Tag;

    public static IEnumerable<(string Number, string Name, string? Group)> Students(JsonElement list) =>
        list.EnumerateArray()
            .Select(student =>
                (Text(student, "user_school_number")!, Text(student, "user_full_name")!, Text(student, "group"))
            );

    public static IEnumerable<(string Code, int? Line)> Problems(Answer answer) =>
        answer["problems"].EnumerateArray().Select(problem => (Text(problem, "code")!, Line(problem, "line")));

    public static int? Line(JsonElement problem, string name) =>
        problem.GetProperty(name) is { ValueKind: JsonValueKind.Number } line ? line.GetInt32() : null;

    public static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    public void Dispose() => teacher.Dispose();

    private static HttpRequestMessage Request(
        HttpMethod method,
        string path,
        byte[] body,
        string type,
        string? ifMatch = null
    )
    {
        var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new(type);
        // A body that is refused for its length would else be cut off before the answer is read.
        request.Headers.ExpectContinue = body.Length > 1024 * 1024;
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return request;
    }
}
