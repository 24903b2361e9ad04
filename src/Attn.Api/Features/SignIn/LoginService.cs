using Attn.Aksis;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Live;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.SignIn;

/// <summary>Opens, extends and ends LoginSessions.</summary>
internal sealed partial class LoginService(
    ILoginStore logins,
    SessionArchive archive,
    IRosterNews news,
    ProfilePhotos photos,
    TokenIssuer tokens,
    IOptions<SignInOptions> options,
    TimeProvider time,
    ILogger<LoginService> logger
)
{
    public async Task<SignedIn> OpenAsync(PortalUser user, CancellationToken cancellationToken)
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
        await SaveUserAsync(user, cancellationToken);
        await photos.SaveWithLoginAsync(login, user.Photo, now, cancellationToken);
        return new(tokens.Issue(login), user);
    }

    /// <summary>Extends the LoginSession and issues a new token for it; <c>null</c>: it has ended.</summary>
    public async Task<string?> RenewAsync(Guid loginId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNowMilliseconds();
        if (await logins.FindAsync(loginId, now, cancellationToken) is not { } login)
            return null;
        var expiresAt = Earlier(
            now + options.Value.SessionLifetime(login.Role),
            login.SignedInAt + SignInOptions.MaxSessionLifetime(login.Role)
        );
        return await logins.ExtendAsync(loginId, expiresAt, now, cancellationToken) ? tokens.Issue(login) : null;
    }

    public Task EndAsync(Guid loginId, CancellationToken cancellationToken) =>
        logins.RemoveAsync(loginId, time.GetUtcNowMilliseconds(), cancellationToken);

    /// <summary>Tells the archive the portal's name and role. An outage must not keep anybody out of class.</summary>
    private async Task SaveUserAsync(PortalUser user, CancellationToken cancellationToken)
    {
        try
        {
            var isNews = await archive.SaveUserAsync(
                new(user.SchoolNumber, user.FullName, user.Role, IsFromPortal: true),
                cancellationToken
            );
            if (isNews && user.Role == UserRole.Student)
                await news.PublishAsync(RosterNotice.OfName(user.SchoolNumber), cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            UserNotSaved(logger);
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    [LoggerMessage(
        EventIds.UserNotSaved,
        LogLevel.Warning,
        "The archive is unavailable: a user's name was not saved at sign-in."
    )]
    private static partial void UserNotSaved(ILogger logger);
}
