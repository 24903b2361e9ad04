using Attn.Domain;

namespace Attn.Storage.Archive;

/// <summary>A teacher's lesson: what its class sessions, its plan and its class list have in common.</summary>
internal sealed record LessonKey(string TeacherNumber, string Key)
{
    public static LessonKey Of(string teacherNumber, string lessonName) => new(teacherNumber, Names.Key(lessonName));
}
