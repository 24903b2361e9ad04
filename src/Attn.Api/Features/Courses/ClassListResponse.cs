using Attn.Domain;

namespace Attn.Api.Features.Courses;

/// <summary>Who is expected in a course.</summary>
public sealed record ClassListResponse(string LessonName, bool HasClassList, IReadOnlyList<ListedStudent> Students)
{
    public static ClassListResponse Of(string lessonName, ExpectedStudents expected) =>
        new(
            lessonName,
            expected.HasClassList,
            [
                .. expected.Students.Select(student => new ListedStudent
                {
                    StudentSchoolNumber = student.Number,
                    StudentFullName = student.Name,
                }),
            ]
        );
}
