using Attn.Aksis;
using Attn.Api.Platform.Observability;
using Attn.Domain;

namespace Attn.Api.Features.SignIn;

/// <summary>
/// Signs users in with the portal. Neither the password nor the portal's cookies are kept after the call.
/// </summary>
internal sealed class SignInService(
    IUniversityPortal portal,
    FailedSignIns failures,
    LoginService logins,
    AttnMetrics metrics,
    TimeProvider time
)
{
    public async Task<SignInResult> SignInAsync(
        string username,
        string password,
        string address,
        CancellationToken cancellationToken
    )
    {
        var canonical = SchoolNumbers.Canonical(username);
        if (await failures.CountAsync(canonical, address, cancellationToken) is { IsAllowed: false } limited)
            return SignInResult.TooManyFailures(limited.RetryAfter);

        var answer = await AskPortalAsync(canonical, password, cancellationToken);
        if (answer.Refusal is not PortalRefusal.WrongCredentials)
            await failures.ForgiveAsync(canonical, address, cancellationToken);
        return answer.IsSignedIn
            ? SignInResult.Of(await logins.OpenAsync(answer.User, cancellationToken))
            : SignInResult.Refused(Of(answer.Refusal.Value));
    }

    private async Task<PortalSignIn> AskPortalAsync(
        string username,
        string password,
        CancellationToken cancellationToken
    )
    {
        var startedAt = time.GetTimestamp();
        var answer = await portal.SignInAsync(username, password, cancellationToken);
        metrics.PortalAnswered(TagOf(answer), time.GetElapsedTime(startedAt));
        return answer;
    }

    private static string TagOf(PortalSignIn answer) =>
        answer.IsSignedIn
            ? "signed_in"
            : answer.Refusal.Value switch
            {
                PortalRefusal.WrongCredentials => "wrong_credentials",
                PortalRefusal.UnknownRole => "unknown_role",
                PortalRefusal.Unavailable => "unavailable",
            };

    private static SignInRefusal Of(PortalRefusal refusal) =>
        refusal switch
        {
            PortalRefusal.WrongCredentials => SignInRefusal.WrongCredentials,
            PortalRefusal.UnknownRole => SignInRefusal.UnknownRole,
            PortalRefusal.Unavailable => SignInRefusal.PortalUnavailable,
        };
}
