using Attn.Domain;

namespace Attn.Api.Features.ClassLists.Wire;

public sealed record RenamedResponse
{
    public required string UserSchoolNumber { get; init; }

    public required string UserFullName { get; init; }

    public required string PreviousName { get; init; }

    internal static RenamedResponse Of(ChangedEnrolment change) =>
        new()
        {
            UserSchoolNumber = change.Now.WrittenNumber ?? change.Now.StudentNumber,
            UserFullName = change.Now.Name,
            PreviousName = change.Before.Name,
        };
}
