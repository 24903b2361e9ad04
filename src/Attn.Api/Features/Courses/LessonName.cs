namespace Attn.Api.Features.Courses;

/// <summary>The lesson's name in a path. Routing decodes everything but the slash.</summary>
internal static class LessonName
{
    public static string Of(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Trim();
}
