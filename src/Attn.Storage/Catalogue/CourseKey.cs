using Attn.Domain;

namespace Attn.Storage.Catalogue;

/// <summary>A teacher's course: what its class sessions, its plan and its class list have in common.</summary>
/// <param name="Key"><see cref="Names.Key"/> of the lesson's name.</param>
internal sealed record CourseKey(string TeacherNumber, string Key)
{
    public static CourseKey Of(string teacherNumber, string lessonName) => new(teacherNumber, Names.Key(lessonName));

    public static CourseKey Of(ClassSession session) => Of(session.TeacherNumber, session.LessonName);
}
