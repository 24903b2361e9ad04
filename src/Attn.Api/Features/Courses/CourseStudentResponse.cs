using System.ComponentModel;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Courses;

/// <summary>A student of a course.</summary>
public sealed record CourseStudentResponse
{
    public required string UserSchoolNumber { get; init; }

    public required string UserFullName { get; init; }

    [Description(
        "The name on the class list, which the portal's hides where it is known; null where there is no list."
    )]
    public required string? ListedFullName { get; init; }

    [Description("Whether the student is on the class list; null where the course has none.")]
    public required bool? Enrolled { get; init; }

    public required string? Group { get; init; }

    public required DateOnly? From { get; init; }

    public required DateOnly? To { get; init; }

    public required bool Exempt { get; init; }

    public required string? ExemptReason { get; init; }

    [Description(
        "Numbers of other students of the course that differ from this one only by leading zeros or a final .0: "
            + "probably the same student. Usually empty."
    )]
    public required IReadOnlyList<string> SimilarNumbers { get; init; }

    public static List<CourseStudentResponse> ListOf(CourseStudents list)
    {
        var shown = list.Students.ToDictionary(student => student.Number, ShownNumber, StringComparer.Ordinal);
        var similar = Domain
            .SimilarNumbers.Find(shown.Keys)
            .SelectMany(group => group.Select(number => (number, group)))
            .ToDictionary(
                pair => pair.number,
                pair => pair.group.Where(other => other != pair.number).Select(other => shown[other]).ToList(),
                StringComparer.Ordinal
            );
        return [.. list.Students.Select(student => Of(student, similar.GetValueOrDefault(student.Number) ?? []))];
    }

    private static string ShownNumber(CourseStudent student) => student.Enrolment?.WrittenNumber ?? student.Number;

    private static CourseStudentResponse Of(CourseStudent student, IReadOnlyList<string> similar) =>
        new()
        {
            UserSchoolNumber = ShownNumber(student),
            SimilarNumbers = similar,
            UserFullName = student.Name,
            ListedFullName = student.Enrolment?.Name,
            Enrolled = student.Enrolment is null ? null : true,
            Group = student.Enrolment?.Group,
            From = student.Enrolment?.From,
            To = student.Enrolment?.To,
            Exempt = student.Enrolment?.IsExempt ?? false,
            ExemptReason = student.Enrolment?.ExemptReason,
        };
}
