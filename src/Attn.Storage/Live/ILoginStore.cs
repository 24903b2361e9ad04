using Attn.Domain;

namespace Attn.Storage.Live;

/// <summary>
/// LoginSessions, and one profile photo a student, which is kept until the last of the student's LoginSessions ends.
/// </summary>
public interface ILoginStore
{
    /// <summary>
    /// Saves a LoginSession and ends the user's oldest beyond <see cref="LoginRules.MaxPerUser"/>, in one atomic step.
    /// </summary>
    /// <param name="photo">
    /// The student's profile photo, which replaces the one before; <c>null</c> leaves that as it is. It is stored
    /// encrypted and apart.
    /// </param>
    Task SaveAsync(LoginSession login, byte[]? photo, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The LoginSession unless it has expired or was removed. Never reads the photo.</summary>
    Task<LoginSession?> FindAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Moves the end of a LoginSession, and that of the photo if need be.</summary>
    /// <returns><c>false</c>: it has expired or was removed meanwhile, and stays so.</returns>
    Task<bool> ExtendAsync(Guid id, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes a LoginSession, and the photo with the user's last one.</summary>
    Task RemoveAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes the profile photo of a user; the LoginSessions stay.</summary>
    Task RemovePhotosOfAsync(string userNumber, CancellationToken cancellationToken);

    /// <summary>The profile photo of the user of a LoginSession that has not ended.</summary>
    /// <param name="userNumber">Whose LoginSession it is.</param>
    Task<byte[]?> FindPhotoAsync(Guid id, string userNumber, DateTimeOffset now, CancellationToken cancellationToken);
}
