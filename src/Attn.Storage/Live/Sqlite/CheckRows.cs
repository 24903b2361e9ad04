using Attn.Domain;
using Attn.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Attn.Storage.Live.Sqlite;

/// <summary>The tables <c>live_checks</c> and <c>live_pictures</c>, within the caller's transaction.</summary>
internal static class CheckRows
{
    /// <summary>What <see cref="Read"/> reads.</summary>
    public const string Columns = "verification_id, session_id, student_number, deadline, picture_bytes, deliveries";

    public static FaceCheck Read(SqliteDataReader row) =>
        new(row.GetGuid(0), row.GetGuid(1), row.GetString(2), LiveRows.Time(row.GetInt64(3)), row.GetInt64(4))
        {
            Deliveries = row.GetInt32(5),
        };

    /// <exception cref="OutboxFullException">Its pictures do not fit beside those that wait.</exception>
    public static void Start(
        PreparingConnection connection,
        FaceCheck check,
        LiveStoreLimits limits,
        DateTimeOffset now
    )
    {
        var waiting = (long)connection.Scalar("SELECT bytes FROM live_outbox")!;
        if (waiting + check.PictureBytes > limits.OutboxBytes)
            throw new OutboxFullException();

        connection.Execute(
            """
            INSERT INTO live_checks (verification_id, session_id, student_number, deadline, picture_bytes, due_at)
            VALUES ($id, $session, $student, $deadline, $bytes, $now)
            """,
            ("$id", LiveRows.Key(check.VerificationId)),
            ("$session", LiveRows.Key(check.SessionId)),
            ("$student", check.StudentNumber),
            ("$deadline", check.Deadline.UtcTicks),
            ("$bytes", check.PictureBytes),
            ("$now", now.UtcTicks)
        );
        connection.Execute(
            "UPDATE live_pictures SET expires_at = $expires WHERE verification_id = $id",
            ("$id", LiveRows.Key(check.VerificationId)),
            ("$expires", (now + limits.Backstop).UtcTicks)
        );
    }

    /// <summary>Stops sending a check and deletes its pictures; its record can still be found.</summary>
    public static void Stop(PreparingConnection connection, Guid id, LiveStoreLimits limits, DateTimeOffset now)
    {
        connection.Execute(
            """
            UPDATE live_checks SET due_at = NULL, expires_at = $expires
            WHERE verification_id = $id AND due_at IS NOT NULL
            """,
            ("$id", LiveRows.Key(id)),
            ("$expires", (now + limits.Backstop).UtcTicks)
        );
        connection.Execute("DELETE FROM live_pictures WHERE verification_id = $id", ("$id", LiveRows.Key(id)));
    }

    public static void End(PreparingConnection connection, Guid id)
    {
        connection.Execute("DELETE FROM live_checks WHERE verification_id = $id", ("$id", LiveRows.Key(id)));
        connection.Execute("DELETE FROM live_pictures WHERE verification_id = $id", ("$id", LiveRows.Key(id)));
    }

    /// <summary>Ends all checks of a class session except those that a pending record waits for.</summary>
    public static void EndSettled(PreparingConnection connection, Guid sessionId, IEnumerable<AttendanceRecord> records)
    {
        var waiting = records
            .Where(record => record is { IsPending: true, VerificationId: not null })
            .Select(record => record.VerificationId!.Value)
            .ToHashSet();
        var checks = connection.List(
            "SELECT verification_id, due_at IS NULL FROM live_checks WHERE session_id = $session",
            row => (Id: row.GetGuid(0), IsStopped: row.GetBoolean(1)),
            ("$session", LiveRows.Key(sessionId))
        );
        foreach (var check in checks.Where(check => check.IsStopped || !waiting.Contains(check.Id)))
            End(connection, check.Id);
    }
}
