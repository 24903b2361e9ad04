using System.ComponentModel;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Courses;

/// <summary>A student of a course.</summary>
public sealed record CourseStudentResponse
{
    public required string UserSchoolNumber { get; init; }

    public required string UserFullName { get; init; }

    [Description("Whether the student is on the class list; null where the course has none.")]
    public required bool? Enrolled { get; init; }

    public required string? Group { get; init; }

    public required DateOnly? From { get; init; }

    public required DateOnly? To { get; init; }

    public required bool Exempt { get; init; }

    public required string? ExemptReason { get; init; }

    public static CourseStudentResponse Of(CourseStudent student) =>
        new()
        {
            UserSchoolNumber = student.Enrolment?.WrittenNumber ?? student.Number,
            UserFullName = student.Name,
            Enrolled = student.Enrolment is null ? null : true,
            Group = student.Enrolment?.Group,
            From = student.Enrolment?.From,
            To = student.Enrolment?.To,
            Exempt = student.Enrolment?.IsExempt ?? false,
            ExemptReason = student.Enrolment?.ExemptReason,
        };
}
