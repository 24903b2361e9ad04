using System.ComponentModel;
using Attn.Domain;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Courses;

/// <summary>A course of one term.</summary>
public sealed record CourseResponse
{
    public required Guid CourseId { get; init; }

    public required TermResponse Term { get; init; }

    public required string Name { get; init; }

    public required string? Code { get; init; }

    public required string? Section { get; init; }

    public required CourseKind Kind { get; init; }

    [Description("Your own: an assistant changes neither policy nor teachers.")]
    public required TeacherRole Role { get; init; }

    [Description("Students on the class list; without one, students seen in a class session.")]
    public required int Students { get; init; }

    public required bool HasClassList { get; init; }

    [Description("Class sessions that have ended, without cancelled ones and those finished before their start.")]
    public required int SessionsHeld { get; init; }

    public required DateTimeOffset? LastHeldAt { get; init; }

    public static CourseResponse Of(Course course, DateOnly today) =>
        new()
        {
            CourseId = course.Id,
            Term = TermResponse.Of(course.Term, today),
            Name = course.Name,
            Code = course.Code,
            Section = course.Section,
            Kind = course.Kind,
            Role = course.Role,
            Students = course.StudentCount,
            HasClassList = course.HasClassList,
            SessionsHeld = course.HeldSessions,
            LastHeldAt = course.LastHeldAt,
        };
}
