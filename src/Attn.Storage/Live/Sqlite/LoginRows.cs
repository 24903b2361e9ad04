using Attn.Domain;
using Attn.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Attn.Storage.Live.Sqlite;

internal static class LoginRows
{
    /// <summary>Reads <c>body, expires_at</c> of <c>live_logins</c>; the column is the one that is extended.</summary>
    public static LoginSession Read(SqliteDataReader row) =>
        LiveJson.Read<LoginSession>(row.GetString(0)) with
        {
            ExpiresAt = LiveRows.Time(row.GetInt64(1)),
        };

    public static void Write(PreparingConnection connection, LoginSession login) =>
        connection.Execute(
            """
            INSERT INTO live_logins (id, user_number, expires_at, body) VALUES ($id, $user, $expires, $body)
            ON CONFLICT DO UPDATE SET expires_at = excluded.expires_at, body = excluded.body
            """,
            ("$id", LiveRows.Key(login.Id)),
            ("$user", login.UserNumber),
            ("$expires", login.ExpiresAt.UtcTicks),
            ("$body", LiveJson.Write(login))
        );

    public static LoginSession? Find(PreparingConnection connection, Guid id) =>
        connection.First("SELECT body, expires_at FROM live_logins WHERE id = $id", Read, ("$id", LiveRows.Key(id)));

    public static void Delete(PreparingConnection connection, Guid id) =>
        connection.Execute("DELETE FROM live_logins WHERE id = $id", ("$id", LiveRows.Key(id)));

    public static void DeleteExpired(PreparingConnection connection, string userNumber, DateTimeOffset now) =>
        connection.Execute(
            "DELETE FROM live_logins WHERE user_number = $user AND expires_at <= $now",
            ("$user", userNumber),
            ("$now", now.UtcTicks)
        );

    /// <summary>Deletes the user's LoginSessions that must end for this one, and returns them.</summary>
    public static IReadOnlyList<LoginKey> DeleteSurplus(PreparingConnection connection, LoginSession saved)
    {
        var logins = connection.List(
            "SELECT body, expires_at FROM live_logins WHERE user_number = $user",
            Read,
            ("$user", saved.UserNumber)
        );
        var surplus = LoginRules.FindSurplus(logins.Select(login => login.ToKey()), saved.ToKey());
        foreach (var login in surplus)
            Delete(connection, login.Id);
        return surplus;
    }
}
