using Attn.Domain;
using Attn.Storage.Sqlite;

namespace Attn.Storage.Live.Sqlite;

/// <summary>
/// LoginSessions in the embedded database. Photos have a table of their own, in which a trigger deletes a student's
/// with the last LoginSession.
/// </summary>
internal sealed class SqliteLoginStore(SqliteDatabase database, PictureCipher cipher, LoginEnds ends) : ILoginStore
{
    public Task SaveAsync(LoginSession login, byte[]? photo, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sealedPhoto = photo is null ? null : cipher.Seal(photo, PictureNames.PhotoOf(login.UserNumber));
        return database.WriteAsync(
            (connection, _) =>
            {
                LoginRows.DeleteExpired(connection, login.UserNumber, now);
                LoginRows.Write(connection, login);
                if (sealedPhoto is not null)
                    connection.Execute(
                        """
                        INSERT INTO live_photos_of_users (user_number, photo) VALUES ($user, $photo)
                        ON CONFLICT DO UPDATE SET photo = excluded.photo
                        """,
                        ("$user", login.UserNumber),
                        ("$photo", sealedPhoto)
                    );
                return LoginRows.DeleteSurplus(connection, login);
            },
            NotifyAll,
            cancellationToken
        );
    }

    public Task<LoginSession?> FindAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => FindCurrent(connection, id, now), cancellationToken);

    public Task<bool> ExtendAsync(
        Guid id,
        DateTimeOffset expiresAt,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            (connection, _) =>
                connection.Execute(
                    "UPDATE live_logins SET expires_at = $expires WHERE id = $id AND expires_at > $now",
                    ("$id", LiveRows.Key(id)),
                    ("$expires", expiresAt.UtcTicks),
                    ("$now", now.UtcTicks)
                ) > 0,
            cancellationToken
        );

    public Task RemoveAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, _) =>
            {
                // With the expired ones, so that the photo need not wait for the sweep.
                if (LoginRows.Find(connection, id) is { } login)
                    LoginRows.DeleteExpired(connection, login.UserNumber, now);
                LoginRows.Delete(connection, id);
                return id;
            },
            ends.Notify,
            cancellationToken
        );

    public Task RemovePhotosOfAsync(string userNumber, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, _) =>
            {
                connection.Execute("DELETE FROM live_photos_of_users WHERE user_number = $user", ("$user", userNumber));
                return connection.Execute(
                    "DELETE FROM live_photos WHERE login_id IN (SELECT id FROM live_logins WHERE user_number = $user)",
                    ("$user", userNumber)
                );
            },
            cancellationToken
        );

    public async Task<byte[]?> FindPhotoAsync(
        Guid id,
        string userNumber,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var (photo, own) = await database.ReadAsync(
            connection => FindPhotos(connection, id, userNumber, now),
            cancellationToken
        );
        if (photo is not null)
            return cipher.Open(photo, PictureNames.PhotoOf(userNumber));
        return own is null ? null : cipher.Open(own, PictureNames.OldPhoto(id));
    }

    /// <returns>The student's photo, and the one that version 0.1 kept for this LoginSession.</returns>
    private static (byte[]? Photo, byte[]? Own) FindPhotos(
        PreparingConnection connection,
        Guid id,
        string userNumber,
        DateTimeOffset now
    )
    {
        if (FindCurrent(connection, id, now) is null)
            return default;
        var photo = connection.Scalar(
            "SELECT photo FROM live_photos_of_users WHERE user_number = $user",
            ("$user", userNumber)
        );
        var own = connection.Scalar("SELECT photo FROM live_photos WHERE login_id = $id", ("$id", LiveRows.Key(id)));
        return (photo as byte[], own as byte[]);
    }

    private static LoginSession? FindCurrent(PreparingConnection connection, Guid id, DateTimeOffset now) =>
        LoginRows.Find(connection, id) is { } login && login.ExpiresAt > now ? login : null;

    private void NotifyAll(IReadOnlyList<LoginKey> ended)
    {
        foreach (var login in ended)
            ends.Notify(login.Id);
    }
}
