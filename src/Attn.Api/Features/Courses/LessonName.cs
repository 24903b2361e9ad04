namespace Attn.Api.Features.Courses;

/// <summary>A course's name as a segment of a path, in which routing decodes everything except the slash.</summary>
internal static class LessonName
{
    public static string Of(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Trim();
}
