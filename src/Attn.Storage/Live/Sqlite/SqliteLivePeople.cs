using Attn.Domain;
using Attn.Storage.Sqlite;

namespace Attn.Storage.Live.Sqlite;

/// <summary>
/// One person's data in the embedded database. After a deletion the log is truncated, so that no deleted byte is left
/// in the files.
/// </summary>
internal sealed class SqliteLivePeople(SqliteDatabase database, SqliteSessionFeed feed) : ILivePeople
{
    public Task<LivePersonData> FindPersonDataAsync(string number, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => new LivePersonData(
                connection.List(
                    "SELECT body, expires_at FROM live_logins WHERE user_number = $number",
                    LoginRows.Read,
                    ("$number", number)
                ),
                connection.List(
                    $"SELECT {CheckRows.Columns} FROM live_checks WHERE student_number = $number",
                    CheckRows.Read,
                    ("$number", number)
                ),
                connection.List(
                    "SELECT DISTINCT session_id FROM live_tickets WHERE student_number = $number",
                    row => row.GetGuid(0),
                    ("$number", number)
                ),
                (int)
                    (long)
                        connection.Scalar(
                            "SELECT count(*) FROM live_selfies WHERE student_number = $number",
                            ("$number", number)
                        )!
            ),
            cancellationToken
        );

    public async Task EraseAsync(string number, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            (connection, _) => Erase(connection, number),
            erased =>
            {
                foreach (var record in erased)
                    feed.Notify(record);
            },
            cancellationToken
        );
        await database.TruncateLogAsync(cancellationToken);
    }

    /// <returns>What subscribers receive.</returns>
    private static List<AttendanceRecord> Erase(PreparingConnection connection, string number)
    {
        var sessions = connection.List(
            "SELECT session_id FROM live_records WHERE student_number = $number",
            row => row.GetGuid(0),
            ("$number", number)
        );
        var erased = sessions.ConvertAll(id => EraseRecord(connection, id, number));
        connection.Execute("DELETE FROM live_tickets WHERE student_number = $number", ("$number", number));
        connection.Execute("DELETE FROM live_selfies WHERE student_number = $number", ("$number", number));
        var checks = connection.List(
            "SELECT verification_id FROM live_checks WHERE student_number = $number",
            row => row.GetGuid(0),
            ("$number", number)
        );
        foreach (var check in checks)
            CheckRows.End(connection, check);
        connection.Execute("DELETE FROM live_logins WHERE user_number = $number", ("$number", number));
        return erased;
    }

    private static AttendanceRecord EraseRecord(PreparingConnection connection, Guid id, string number)
    {
        var session = ("$session", (object?)LiveRows.Key(id));
        connection.Execute("UPDATE live_sessions SET version = version + 1 WHERE id = $session", session);
        RecordRows.Delete(connection, id, number);
        var version = (long)connection.Scalar("SELECT version FROM live_sessions WHERE id = $session", session)!;
        return ErasedRecord.Of(id, number) with { Version = version };
    }
}
