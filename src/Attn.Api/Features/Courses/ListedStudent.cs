namespace Attn.Api.Features.Courses;

public sealed record ListedStudent
{
    public string? StudentSchoolNumber { get; init; }

    public string? StudentFullName { get; init; }
}
