using System.ComponentModel;
using Attn.Domain;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Courses;

/// <summary>Somebody who teaches a course.</summary>
public sealed record CourseTeacherResponse
{
    public required string UserSchoolNumber { get; init; }

    [Description("Null until this person has signed in.")]
    public required string? UserFullName { get; init; }

    public required TeacherRole Role { get; init; }

    public required string AddedBy { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public static CourseTeacherResponse Of(CourseTeacher teacher) =>
        new()
        {
            UserSchoolNumber = teacher.Number,
            UserFullName = teacher.Name,
            Role = teacher.Role,
            AddedBy = teacher.AddedBy,
            AddedAt = teacher.AddedAt,
        };
}
