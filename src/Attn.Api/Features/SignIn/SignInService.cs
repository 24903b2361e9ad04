using Attn.Aksis;
using Attn.Api.Features.Consent;
using Attn.Api.Features.FaceChecks;
using Attn.Api.Platform.Observability;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Live;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.SignIn;

/// <summary>How a sign-in ended. Closed.</summary>
internal abstract record SignInOutcome
{
    private SignInOutcome() { }

    public sealed record SignedIn(string Token, PortalUser User) : SignInOutcome;

    public sealed record WrongCredentials : SignInOutcome;

    public sealed record UnknownRole : SignInOutcome;

    public sealed record PortalUnavailable : SignInOutcome;

    public sealed record TooManyFailures(TimeSpan RetryAfter) : SignInOutcome;
}

/// <summary>Asks the portal who somebody is and opens a LoginSession. Neither the password nor the portal's cookies outlive the call.</summary>
internal sealed partial class SignInService(
    IUniversityPortal portal,
    ILoginStore logins,
    SessionArchive archive,
    ConsentService consents,
    PictureNormalizer pictures,
    FailedSignIns failures,
    TokenIssuer tokens,
    IOptions<SignInOptions> options,
    AttnMetrics metrics,
    TimeProvider time,
    ILogger<SignInService> logger
)
{
    public async Task<SignInOutcome> SignInAsync(
        string username,
        string password,
        string address,
        CancellationToken cancellationToken
    )
    {
        var canonical = SchoolNumbers.Canonical(username);
        var attempt = await failures.BeginAsync(canonical, address, cancellationToken);
        if (attempt is FailedSignIns.Attempt.Refused refused)
            return new SignInOutcome.TooManyFailures(refused.RetryAfter);

        var answer = await AskPortalAsync(canonical, password, cancellationToken);
        if (answer.Refusal is not PortalRefusal.WrongCredentials)
            await failures.ForgiveAsync(canonical, address, cancellationToken);
        if (answer.IsSignedIn)
            return await OpenLoginAsync(answer.User, cancellationToken);
        return answer.Refusal.Value switch
        {
            PortalRefusal.WrongCredentials => new SignInOutcome.WrongCredentials(),
            PortalRefusal.UnknownRole => new SignInOutcome.UnknownRole(),
            PortalRefusal.Unavailable => new SignInOutcome.PortalUnavailable(),
        };
    }

    /// <summary>Slides the LoginSession on and makes a new token for it; <c>null</c> if it was signed out meanwhile.</summary>
    public async Task<string?> RenewAsync(Guid loginId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNowMilliseconds();
        if (await logins.FindAsync(loginId, now, cancellationToken) is not { } login)
            return null;
        var end = Earlier(
            now + options.Value.SessionLifetime(login.Role),
            login.SignedInAt + SignInOptions.LongestSession(login.Role)
        );
        return await logins.ExtendAsync(loginId, end, now, cancellationToken) ? tokens.Issue(login) : null;
    }

    public Task SignOutAsync(Guid loginId, CancellationToken cancellationToken) =>
        logins.RemoveAsync(loginId, cancellationToken);

    private async Task<PortalSignIn> AskPortalAsync(
        string username,
        string password,
        CancellationToken cancellationToken
    )
    {
        var began = time.GetTimestamp();
        var answer = await portal.SignInAsync(username, password, cancellationToken);
        metrics.PortalAnswered(
            answer.IsSignedIn
                ? "signed_in"
                : answer.Refusal.Value switch
                {
                    PortalRefusal.WrongCredentials => "wrong_credentials",
                    PortalRefusal.UnknownRole => "unknown_role",
                    PortalRefusal.Unavailable => "unavailable",
                },
            time.GetElapsedTime(began)
        );
        return answer;
    }

    private async Task<SignInOutcome> OpenLoginAsync(PortalUser user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNowMilliseconds();
        user = user with { SchoolNumber = SchoolNumbers.Canonical(user.SchoolNumber) };
        var login = new LoginSession
        {
            Id = Guid.CreateVersion7(now),
            UserNumber = user.SchoolNumber,
            FullName = user.FullName,
            Role = user.Role,
            SignedInAt = now,
            ExpiresAt = now + options.Value.SessionLifetime(user.Role),
        };
        await RememberAsync(user, cancellationToken);
        var photo = await PhotoToKeepAsync(user, cancellationToken);
        await logins.SaveAsync(login, photo, now, cancellationToken);
        // Asked once more: a withdrawal of this very moment found no photo to delete.
        if (photo is not null && await consents.HasWithdrawnAsync(user.SchoolNumber, cancellationToken))
            await logins.RemovePhotosOfAsync(user.SchoolNumber, CancellationToken.None);
        return new SignInOutcome.SignedIn(tokens.Issue(login), user);
    }

    /// <summary>
    /// The photo can be fetched at no other time, and students are asked for their consent right after signing in: so it is kept, sealed, unless
    /// they have said no.
    /// </summary>
    private async Task<byte[]?> PhotoToKeepAsync(PortalUser user, CancellationToken cancellationToken) =>
        user.Photo is null || await consents.HasWithdrawnAsync(user.SchoolNumber, cancellationToken)
            ? null
            : await pictures.FitProfilePhotoAsync(user.Photo, cancellationToken);

    /// <summary>The archive learns the portal's name and role; that it is away must not keep anybody out of class.</summary>
    private async Task RememberAsync(PortalUser user, CancellationToken cancellationToken)
    {
        try
        {
            await archive.SaveUserAsync(
                new(user.SchoolNumber, user.FullName, user.Role, IsFromPortal: true),
                cancellationToken
            );
        }
        catch (StoreUnavailableException)
        {
            UserNotRemembered(logger);
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    [LoggerMessage(1101, LogLevel.Warning, "The archive is away: a user's name was not saved at sign-in.")]
    private static partial void UserNotRemembered(ILogger logger);
}
