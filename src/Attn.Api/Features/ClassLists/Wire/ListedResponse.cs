using Attn.Domain;

namespace Attn.Api.Features.ClassLists.Wire;

/// <summary>A student of a list, under the list's own name.</summary>
public sealed record ListedResponse
{
    public required string UserSchoolNumber { get; init; }

    public required string UserFullName { get; init; }

    public required string? Group { get; init; }

    internal static ListedResponse Of(Enrolment student) =>
        new()
        {
            UserSchoolNumber = student.WrittenNumber ?? student.StudentNumber,
            UserFullName = student.Name,
            Group = student.Group,
        };
}
