using System.Net;
using System.Text.Json;

namespace Attn.Testing.Program;

/// <summary>What the program answered.</summary>
/// <param name="Body">The JSON, or undefined where there is none.</param>
public sealed record Answer(HttpStatusCode Status, JsonElement Body, string Text, HttpResponseMessage Response)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The problem's <c>detail</c>.</summary>
    public string Detail =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("detail", out var detail)
            ? detail.GetString() ?? ""
            : "";

    /// <summary>The problem's <c>code</c>.</summary>
    public string Code =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code)
            ? code.GetString() ?? ""
            : "";

    public JsonElement this[string name] => Body.GetProperty(name);

    public string? Words(string name) => Body.GetProperty(name).GetString();

    public bool Flag(string name) => Body.GetProperty(name).GetBoolean();

    /// <summary>The answer, if it has this status; otherwise the test fails and shows the answer.</summary>
    public Answer Expect(HttpStatusCode status) =>
        Status == status
            ? this
            : throw new InvalidOperationException($"Expected {(int)status}, got {(int)Status}: {Text}");

    /// <summary>The answer, if it is this problem; otherwise the test fails and shows the answer.</summary>
    public Answer Expect(HttpStatusCode status, string code) =>
        Expect(status).Code == code
            ? this
            : throw new InvalidOperationException($"Expected the code {code}, got: {Text}");

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var isJson =
            response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true
            && text.Length > 0;
        return new(
            response.StatusCode,
            isJson ? JsonSerializer.Deserialize<JsonElement>(text) : default,
            text,
            response
        );
    }
}
