using System.ComponentModel;
using Attn.Domain;

namespace Attn.Api.Features.ClassLists.Wire;

/// <summary>A student as a list was read, and as the list will hold the student.</summary>
public sealed record ReadStudentResponse
{
    [Description("Counted from 1 at the top of the file; in JSON the place of the entry.")]
    public required int Line { get; init; }

    public required string UserSchoolNumber { get; init; }

    public required string UserFullName { get; init; }

    [Description("The list's; where it has no column of groups, the one that the student has.")]
    public required string? Group { get; init; }

    internal static ReadStudentResponse Of(int line, Enrolment student) =>
        new()
        {
            Line = line,
            UserSchoolNumber = student.WrittenNumber ?? student.StudentNumber,
            UserFullName = student.Name,
            Group = student.Group,
        };
}
