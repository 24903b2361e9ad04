using Attn.Domain;
using Attn.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Attn.Storage.Live.Sqlite;

/// <summary>The table <c>live_sessions</c>, within the caller's transaction.</summary>
internal static class SessionRows
{
    /// <summary>
    /// Reads <c>body, version</c>. The body is from the last change of the class session itself; the version counts the
    /// changes of its records too.
    /// </summary>
    public static ClassSession Read(SqliteDataReader row) =>
        LiveJson.Read<ClassSession>(row.GetString(0)) with
        {
            Version = row.GetInt64(1),
        };

    public static ClassSession? Find(PreparingConnection connection, Guid id) =>
        connection.First("SELECT body, version FROM live_sessions WHERE id = $id", Read, ("$id", LiveRows.Key(id)));

    public static IReadOnlyList<ClassSession> ListUnended(
        PreparingConnection connection,
        string teacherNumber,
        DateTimeOffset now
    ) =>
        connection.List(
            "SELECT body, version FROM live_sessions WHERE teacher_number = $teacher AND end_time > $now",
            Read,
            ("$teacher", teacherNumber),
            ("$now", now.UtcTicks)
        );

    public static void Insert(PreparingConnection connection, ClassSession session) =>
        connection.Execute(
            """
            INSERT INTO live_sessions (id, teacher_number, lesson_key, teacher_key, end_time, version, body)
            VALUES ($id, $teacher, $lesson_key, $teacher_key, $end, $version, $body)
            """,
            ("$id", LiveRows.Key(session.Id)),
            ("$teacher", session.TeacherNumber),
            ("$lesson_key", Names.LessonKey(session.LessonName)),
            ("$teacher_key", Names.PersonKey(session.TeacherName)),
            ("$end", session.ClosesAt.UtcTicks),
            ("$version", session.Version + 1),
            ("$body", LiveJson.Write(session))
        );

    public static void Update(PreparingConnection connection, ClassSession session) =>
        connection.Execute(
            "UPDATE live_sessions SET end_time = $end, version = $version, body = $body WHERE id = $id",
            ("$id", LiveRows.Key(session.Id)),
            ("$end", session.ClosesAt.UtcTicks),
            ("$version", session.Version),
            ("$body", LiveJson.Write(session))
        );

    public static void SetVersion(PreparingConnection connection, Guid id, long version) =>
        connection.Execute(
            "UPDATE live_sessions SET version = $version WHERE id = $id",
            ("$id", LiveRows.Key(id)),
            ("$version", version)
        );

    /// <returns>Whether it had this version and is deleted.</returns>
    public static bool Delete(PreparingConnection connection, Guid id, long version) =>
        connection.Execute(
            "DELETE FROM live_sessions WHERE id = $id AND version = $version",
            ("$id", LiveRows.Key(id)),
            ("$version", version)
        ) > 0;
}
