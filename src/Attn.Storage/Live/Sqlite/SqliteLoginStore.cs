using Attn.Domain;
using Attn.Storage.Sqlite;

namespace Attn.Storage.Live.Sqlite;

/// <summary>
/// LoginSessions in the embedded database. Photos have a table of their own and are deleted with their LoginSession.
/// </summary>
internal sealed class SqliteLoginStore(SqliteDatabase database, PictureCipher cipher) : ILoginStore
{
    public Task SaveAsync(LoginSession login, byte[]? photo, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sealedPhoto = photo is null ? null : cipher.Seal(photo, PictureNames.Photo(login.Id));
        return database.WriteAsync(
            (connection, _) =>
            {
                var id = LiveRows.Key(login.Id);
                connection.Execute(
                    """
                    INSERT INTO live_logins (id, user_number, expires_at, body) VALUES ($id, $user, $expires, $body)
                    ON CONFLICT DO UPDATE SET expires_at = excluded.expires_at, body = excluded.body
                    """,
                    ("$id", id),
                    ("$user", login.UserNumber),
                    ("$expires", login.ExpiresAt.UtcTicks),
                    ("$body", LiveJson.Write(login))
                );
                connection.Execute("DELETE FROM live_photos WHERE login_id = $id", ("$id", id));
                if (sealedPhoto is not null)
                    connection.Execute(
                        "INSERT INTO live_photos (login_id, photo) VALUES ($id, $photo)",
                        ("$id", id),
                        ("$photo", sealedPhoto)
                    );
                return true;
            },
            cancellationToken
        );
    }

    public Task<LoginSession?> FindAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Find(connection, id, now), cancellationToken);

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

    public Task RemoveAsync(Guid id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, _) => connection.Execute("DELETE FROM live_logins WHERE id = $id", ("$id", LiveRows.Key(id))),
            cancellationToken
        );

    public Task RemovePhotosOfAsync(string userNumber, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, _) =>
                connection.Execute(
                    "DELETE FROM live_photos WHERE login_id IN (SELECT id FROM live_logins WHERE user_number = $user)",
                    ("$user", userNumber)
                ),
            cancellationToken
        );

    public async Task<byte[]?> FindPhotoAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sealedPhoto = await database.ReadAsync(
            connection =>
                connection.Scalar(
                    """
                    SELECT photo FROM live_photos JOIN live_logins ON id = login_id
                    WHERE id = $id AND expires_at > $now
                    """,
                    ("$id", LiveRows.Key(id)),
                    ("$now", now.UtcTicks)
                ) as byte[],
            cancellationToken
        );
        return sealedPhoto is null ? null : cipher.Open(sealedPhoto, PictureNames.Photo(id));
    }

    private static LoginSession? Find(PreparingConnection connection, Guid id, DateTimeOffset now) =>
        connection.First(
            "SELECT body, expires_at FROM live_logins WHERE id = $id AND expires_at > $now",
            LoginRows.Read,
            ("$id", LiveRows.Key(id)),
            ("$now", now.UtcTicks)
        );
}
