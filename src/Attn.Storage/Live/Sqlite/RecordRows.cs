using Attn.Domain;
using Attn.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Attn.Storage.Live.Sqlite;

/// <summary>The tables <c>live_records</c> and <c>live_audit</c>, within the caller's transaction.</summary>
internal static class RecordRows
{
    public static AttendanceRecord? Find(PreparingConnection connection, Guid sessionId, string studentNumber) =>
        connection.First(
            "SELECT body FROM live_records WHERE session_id = $id AND student_number = $student",
            ReadRecord,
            ("$id", LiveRows.Key(sessionId)),
            ("$student", studentNumber)
        );

    /// <summary>In ordinal order: SQLite compares UTF-8 bytes, .NET UTF-16 units, which differ for emoji.</summary>
    public static List<AttendanceRecord> List(PreparingConnection connection, Guid sessionId)
    {
        var records = connection.List(
            "SELECT body FROM live_records WHERE session_id = $id ORDER BY student_number",
            ReadRecord,
            ("$id", LiveRows.Key(sessionId))
        );
        records.Sort((one, other) => string.CompareOrdinal(one.StudentNumber, other.StudentNumber));
        return records;
    }

    /// <summary>All decisions, in their order.</summary>
    public static List<AuditEntry> ListAudit(PreparingConnection connection, Guid sessionId) =>
        connection.List(
            "SELECT body FROM live_audit WHERE session_id = $id ORDER BY version",
            ReadAudit,
            ("$id", LiveRows.Key(sessionId))
        );

    /// <summary>The decisions about one student, in their order.</summary>
    public static List<AuditEntry> ListAudit(PreparingConnection connection, Guid sessionId, string studentNumber) =>
        connection.List(
            """
            SELECT body FROM live_audit
            WHERE session_id = $id AND json_extract(body, '$.studentNumber') = $student
            ORDER BY version
            """,
            ReadAudit,
            ("$id", LiveRows.Key(sessionId)),
            ("$student", studentNumber)
        );

    public static void Write(PreparingConnection connection, AttendanceRecord record) =>
        connection.Execute(
            """
            INSERT INTO live_records (session_id, student_number, body) VALUES ($id, $student, $body)
            ON CONFLICT DO UPDATE SET body = excluded.body
            """,
            ("$id", LiveRows.Key(record.SessionId)),
            ("$student", record.StudentNumber),
            ("$body", LiveJson.Write(record))
        );

    public static void Add(PreparingConnection connection, Guid sessionId, AuditEntry entry) =>
        connection.Execute(
            "INSERT INTO live_audit (session_id, version, body) VALUES ($id, $version, $body)",
            ("$id", LiveRows.Key(sessionId)),
            ("$version", entry.Version),
            ("$body", LiveJson.Write(entry))
        );

    /// <summary>Deletes a student's record and the decisions about the student.</summary>
    public static void Delete(PreparingConnection connection, Guid sessionId, string studentNumber)
    {
        var (id, student) = (("$id", (object?)LiveRows.Key(sessionId)), ("$student", (object?)studentNumber));
        connection.Execute(
            "DELETE FROM live_records WHERE session_id = $id AND student_number = $student",
            id,
            student
        );
        connection.Execute(
            "DELETE FROM live_audit WHERE session_id = $id AND json_extract(body, '$.studentNumber') = $student",
            id,
            student
        );
    }

    /// <summary>Deletes all records of a class session with its audit trail.</summary>
    public static void DeleteAll(PreparingConnection connection, Guid sessionId)
    {
        var id = ("$id", (object?)LiveRows.Key(sessionId));
        connection.Execute("DELETE FROM live_records WHERE session_id = $id", id);
        connection.Execute("DELETE FROM live_audit WHERE session_id = $id", id);
    }

    private static AttendanceRecord ReadRecord(SqliteDataReader row) =>
        LiveJson.Read<AttendanceRecord>(row.GetString(0));

    private static AuditEntry ReadAudit(SqliteDataReader row) => LiveJson.Read<AuditEntry>(row.GetString(0));
}
