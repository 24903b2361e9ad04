using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Attn.Api.Platform.OpenApi;

/// <summary>Values for the document's examples, by the name that a field has on the wire wherever it appears.</summary>
internal static class ExampleValues
{
    /// <summary>Where no name is known.</summary>
    public const string Text = "Some text";

    private static readonly Dictionary<string, JsonNode> Members = new(StringComparer.Ordinal)
    {
        ["username"] = "demo_teacher_1",
        ["password"] = "password",
        ["lesson_name"] = "Calculus",
        ["security_option"] = 1,
        ["late_after_minutes"] = 15,
        ["student_school_number"] = "1306210042",
        ["student_full_name"] = "Ayşe Yılmaz",
        ["students"] = new JsonArray("1306210042"),
        ["reason"] = "Checked by hand after class.",
        ["note"] = "Medical report of 17 February",
        ["code"] = "K7W MP3",
        ["planned_sessions"] = 28,
        ["hours_per_session"] = 2,
        ["role"] = "assistant",
        ["consented"] = true,
        ["text_version"] = "2026-11",
    };

    private static readonly Dictionary<string, JsonNode> Parameters = new(StringComparer.Ordinal)
    {
        ["student"] = "1306210042",
        ["number"] = "1306210042",
        ["lesson"] = "Calculus",
        ["lesson_name"] = "Calculus",
        ["teacher_name"] = "Ada Lovelace",
        ["code"] = "K7W MP3",
        ["verificationId"] = Id,
    };

    private const string Id = "019c7a6e-2f4b-7d31-9a60-5b8e3c1d2f47";

    public static JsonNode? OfMember(string name) => Members.GetValueOrDefault(name)?.DeepClone();

    public static JsonNode? OfParameter(string name, OpenApiSchema schema) =>
        schema.Format == "uuid" ? Id : Parameters.GetValueOrDefault(name)?.DeepClone();
}
