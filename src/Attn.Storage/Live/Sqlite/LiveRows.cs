using Attn.Domain;
using Attn.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Attn.Storage.Live.Sqlite;

/// <summary>How ids, times and rows of the live tables are written and read.</summary>
internal static class LiveRows
{
    public static string Key(Guid id) => id.ToString("D");

    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    /// <summary>Of <c>body, version</c>: the body is as of the last change of the session itself, the version counts its records' changes too.</summary>
    public static ClassSession Session(SqliteDataReader row) =>
        LiveJson.Read<ClassSession>(row.GetString(0)) with
        {
            Version = row.GetInt64(1),
        };

    /// <summary>Of <c>body</c>.</summary>
    public static AttendanceRecord Record(SqliteDataReader row) => LiveJson.Read<AttendanceRecord>(row.GetString(0));

    /// <summary>Of <c>body</c>.</summary>
    public static AuditEntry Audit(SqliteDataReader row) => LiveJson.Read<AuditEntry>(row.GetString(0));

    /// <summary>Of <c>verification_id, session_id, student_number, deadline, picture_bytes</c>.</summary>
    public static FaceCheck Check(SqliteDataReader row) =>
        new(row.GetGuid(0), row.GetGuid(1), row.GetString(2), Time(row.GetInt64(3)), row.GetInt64(4));

    public static ClassSession? FindSession(PreparingConnection connection, Guid id) =>
        connection.First("SELECT body, version FROM live_sessions WHERE id = $id", Session, ("$id", Key(id)));

    public static AttendanceRecord? FindRecord(PreparingConnection connection, Guid id, string studentNumber) =>
        connection.First(
            "SELECT body FROM live_records WHERE session_id = $id AND student_number = $student",
            Record,
            ("$id", Key(id)),
            ("$student", studentNumber)
        );

    /// <summary>In ordinal order. SQLite compares UTF-8 bytes, .NET UTF-16 units: they differ beyond the basic plane only.</summary>
    public static List<AttendanceRecord> ListRecords(PreparingConnection connection, Guid id)
    {
        var records = connection.List(
            "SELECT body FROM live_records WHERE session_id = $id ORDER BY student_number",
            Record,
            ("$id", Key(id))
        );
        records.Sort((one, other) => string.CompareOrdinal(one.StudentNumber, other.StudentNumber));
        return records;
    }

    /// <summary>In the order of the decisions.</summary>
    public static List<AuditEntry> ListAudit(PreparingConnection connection, Guid id) =>
        connection.List("SELECT body FROM live_audit WHERE session_id = $id ORDER BY version", Audit, ("$id", Key(id)));

    /// <summary>The decisions about one student, in their order.</summary>
    public static List<AuditEntry> ListAudit(PreparingConnection connection, Guid id, string studentNumber) =>
        connection.List(
            """
            SELECT body FROM live_audit
            WHERE session_id = $id AND json_extract(body, '$.studentNumber') = $student
            ORDER BY version
            """,
            Audit,
            ("$id", Key(id)),
            ("$student", studentNumber)
        );
}
