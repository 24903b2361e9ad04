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
        var attempt = await failures.AdmitAsync(canonical, address, cancellationToken);
        if (attempt.RefusedFor is { } retryAfter)
            return SignInResult.TooMany(
                attempt.IsAddressFull ? SignInRefusal.TooManyFromAddress : SignInRefusal.TooManyFailures,
                retryAfter
            );

        var answer = await AskPortalAsync(attempt, canonical, password, address, cancellationToken);
        if (answer.IsSignedIn)
            return SignInResult.Of(await logins.OpenAsync(answer.User, cancellationToken));
        return answer.Refusal is PortalRefusal.WrongCredentials && attempt.SlowFor is { } slowFor
            ? SignInResult.TooMany(SignInRefusal.TooManyFailures, slowFor)
            : SignInResult.Refused(Of(answer.Refusal.Value));
    }

    private async Task<PortalSignIn> AskPortalAsync(
        SignInTry attempt,
        string username,
        string password,
        string address,
        CancellationToken cancellationToken
    )
    {
        var isFailure = false;
        try
        {
            var startedAt = time.GetTimestamp();
            var answer = await portal.SignInAsync(username, password, address, cancellationToken);
            metrics.PortalAnswered(TagOf(answer), time.GetElapsedTime(startedAt));
            isFailure = answer.Refusal is PortalRefusal.WrongCredentials or PortalRefusal.NoVerdict;
            return answer;
        }
        finally
        {
            await (isFailure ? failures.CountAsync(attempt) : failures.ForgetAsync(attempt));
        }
    }

    private static string TagOf(PortalSignIn answer) =>
        answer.IsSignedIn
            ? "signed_in"
            : answer.Refusal.Value switch
            {
                PortalRefusal.WrongCredentials => "wrong_credentials",
                PortalRefusal.UnknownRole => "unknown_role",
                PortalRefusal.Unavailable => "unavailable",
                PortalRefusal.NoVerdict => "no_verdict",
                PortalRefusal.Busy => "busy",
            };

    private static SignInRefusal Of(PortalRefusal refusal) =>
        refusal switch
        {
            PortalRefusal.WrongCredentials => SignInRefusal.WrongCredentials,
            PortalRefusal.UnknownRole => SignInRefusal.UnknownRole,
            PortalRefusal.Unavailable or PortalRefusal.NoVerdict => SignInRefusal.PortalUnavailable,
            PortalRefusal.Busy => SignInRefusal.PortalBusy,
        };
}
