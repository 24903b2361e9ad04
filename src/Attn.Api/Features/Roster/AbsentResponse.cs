using Attn.Domain;

namespace Attn.Api.Features.Roster;

/// <summary>An expected student who is absent or excused.</summary>
internal sealed record AbsentResponse(string UserSchoolNumber, string UserFullName, string? FailReason, bool Excused)
{
    public static AbsentResponse Of(SessionStudent absent) =>
        new(absent.Number, absent.Name, absent.State?.FailReason, absent.State?.Excused ?? false);
}
