using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Courses;

/// <summary>Who is expected in a course.</summary>
public sealed record ClassListResponse(string LessonName, bool HasClassList, IReadOnlyList<ListedStudent> Students)
{
    public static ClassListResponse Of(string lessonName, CourseStudents expected) =>
        new(
            lessonName,
            expected.IsClassList,
            [
                .. expected.Students.Select(student => new ListedStudent
                {
                    StudentSchoolNumber = student.Enrolment?.WrittenNumber ?? student.Number,
                    StudentFullName = student.Name,
                }),
            ]
        );
}
