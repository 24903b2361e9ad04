using Attn.Domain;

namespace Attn.Api.Features.ClassLists.Wire;

/// <summary>A student whose name stays, and whose group, days, exemption or spelling of the number changes.</summary>
public sealed record ChangedResponse
{
    public required string UserSchoolNumber { get; init; }

    public required string UserFullName { get; init; }

    public required string? Group { get; init; }

    public required string? PreviousGroup { get; init; }

    internal static ChangedResponse Of(ChangedEnrolment change) =>
        new()
        {
            UserSchoolNumber = change.Now.WrittenNumber ?? change.Now.StudentNumber,
            UserFullName = change.Now.Name,
            Group = change.Now.Group,
            PreviousGroup = change.Before.Group,
        };
}
