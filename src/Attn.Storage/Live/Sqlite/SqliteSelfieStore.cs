using Attn.Domain;
using Attn.Storage.Sqlite;

namespace Attn.Storage.Live.Sqlite;

/// <summary>The marks of lately sent selfies in the embedded database.</summary>
internal sealed class SqliteSelfieStore(SqliteDatabase database, LiveStoreLimits limits, TimeProvider clock)
    : ISelfieStore
{
    public Task<bool> ClaimAsync(
        string studentNumber,
        Guid sessionId,
        IReadOnlyList<SelfieMark> selfie,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            (connection, _) =>
            {
                var now = clock.GetUtcNow();
                var elsewhere = connection.List(
                    """
                    SELECT mark FROM live_selfies
                    WHERE student_number = $student AND session_id <> $session AND expires_at > $now
                    """,
                    row => SelfieMark.Read(row.GetString(0)),
                    ("$student", studentNumber),
                    ("$session", LiveRows.Key(sessionId)),
                    ("$now", now.UtcTicks)
                );
                if (SelfieMarks.Contain(elsewhere, selfie))
                    return false;
                connection.Execute(
                    """
                    INSERT OR REPLACE INTO live_selfies (student_number, session_id, mark, expires_at)
                    VALUES ($student, $session, $mark, $expires)
                    """,
                    ("$student", studentNumber),
                    ("$session", LiveRows.Key(sessionId)),
                    ("$mark", selfie[0].Text),
                    ("$expires", (now + limits.Backstop).UtcTicks)
                );
                return true;
            },
            cancellationToken
        );
}
