namespace Attn.Aksis;

/// <summary>A lesson of today, in local time of the institution's zone.</summary>
public sealed record ScheduledLesson(string LessonName, string TeacherName, TimeOnly StartTime, TimeOnly EndTime);
