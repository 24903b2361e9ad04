using Attn.Api.Features.Consent;
using Attn.Api.Features.FaceChecks;
using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Api.Features.SignIn;

/// <summary>
/// Keeps a student's profile photo for as long as the LoginSession. The portal serves it at sign-in only, and students
/// are asked for their consent afterwards: so it is kept, encrypted, unless they have refused or withdrawn.
/// </summary>
internal sealed class ProfilePhotos(ILoginStore logins, ConsentService consents, PictureNormalizer pictures)
{
    public async Task SaveWithLoginAsync(
        LoginSession login,
        byte[]? photo,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var student = login.UserNumber;
        var kept =
            photo is null || await consents.HasWithdrawnAsync(student, cancellationToken)
                ? null
                : await pictures.FitProfilePhotoAsync(photo, cancellationToken);
        await logins.SaveAsync(login, kept, now, cancellationToken);
        // Checked again after the write: a withdrawal in between found no photo to delete.
        if (kept is not null && await consents.HasWithdrawnAsync(student, cancellationToken))
            await logins.RemovePhotosOfAsync(student, CancellationToken.None);
    }
}
