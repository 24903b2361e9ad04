using Attn.Domain;

namespace Attn.Storage.Live;

/// <summary>LoginSessions, and profile photos that live exactly as long.</summary>
public interface ILoginStore
{
    /// <param name="photo">The student's profile photo, if there is one. It is stored encrypted and apart.</param>
    Task SaveAsync(LoginSession login, byte[]? photo, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The LoginSession unless it has expired or was removed. Never reads the photo.</summary>
    Task<LoginSession?> FindAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Moves the end of a LoginSession and its photo.</summary>
    /// <returns><c>false</c>: it has expired or was removed meanwhile, and stays so.</returns>
    Task<bool> ExtendAsync(Guid id, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken);

    Task RemoveAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Removes the profile photos of all LoginSessions of a user; the LoginSessions stay.</summary>
    Task RemovePhotosOfAsync(string userNumber, CancellationToken cancellationToken);

    Task<byte[]?> FindPhotoAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken);
}
