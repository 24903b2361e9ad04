using Attn.Api.Platform.Security;
using Attn.Domain;

namespace Attn.Api.Features.Joining;

/// <summary>Who sends a code.</summary>
/// <param name="UserNumber"><c>null</c>: the caller is not signed in.</param>
/// <param name="Address">As limits count it.</param>
/// <param name="IsStudent">A ticket belongs to a student at once.</param>
internal sealed record JoinCaller(string? UserNumber, bool IsStudent, string Address)
{
    public static JoinCaller Of(CurrentUser? user, HttpContext context) =>
        new(user?.Number, user?.Role == UserRole.Student, context.CountedAddress());
}
