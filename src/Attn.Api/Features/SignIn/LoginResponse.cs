using Attn.Api.Features.Roster;

namespace Attn.Api.Features.SignIn;

/// <param name="Schedule">A student's lessons of today; null for a teacher.</param>
internal sealed record LoginResponse(
    TokenResponse Token,
    UserResponse User,
    IReadOnlyList<ScheduledLessonResponse>? Schedule
)
{
    public static LoginResponse Of(SignedIn signedIn) =>
        new(
            new(signedIn.Token),
            new(signedIn.User.SchoolNumber, signedIn.User.FullName, signedIn.User.Role),
            signedIn.User.Schedule?.Select(ScheduledLessonResponse.Of).ToList()
        );
}
