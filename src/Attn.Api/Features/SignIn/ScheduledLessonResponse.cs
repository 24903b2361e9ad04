using System.Globalization;
using Attn.Aksis;

namespace Attn.Api.Features.SignIn;

/// <summary>A lesson of today; times are HH:MM in the institution's time zone.</summary>
internal sealed record ScheduledLessonResponse(string LessonName, string TeacherName, string StartTime, string EndTime)
{
    public static ScheduledLessonResponse Of(ScheduledLesson lesson) =>
        new(lesson.LessonName, lesson.TeacherName, Format(lesson.StartTime), Format(lesson.EndTime));

    private static string Format(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
