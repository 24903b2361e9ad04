namespace Attn.Aksis;

/// <summary>A lesson of the portal's weekly schedule.</summary>
/// <param name="Teachers">Without titles; may be empty.</param>
internal sealed record WeekLesson(
    string Name,
    IReadOnlyList<string> Teachers,
    DateTimeOffset Start,
    DateTimeOffset End
);
