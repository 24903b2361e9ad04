using System.Globalization;
using Attn.Domain;
using Attn.Storage.Archive.Copying;
using Attn.Storage.Archive.Rows;
using Attn.Storage.Sqlite;

namespace Attn.Storage.Archive.Sqlite;

/// <summary>Writes a copy with one prepared, versioned upsert for each table, in the writer's transaction.</summary>
internal sealed class SqliteArchiveWriter(CopyPlan plan)
{
    private readonly Statement<ClassSessionRow> _sessions = new(plan.Sessions);
    private readonly Statement<UserRow> _users = new(plan.Users);
    private readonly Statement<AttendanceRecord> _records = new(plan.Records);
    private readonly Statement<AuditRow> _audit = new(plan.Audit);
    private readonly Statement<SeenStudentRow> _seen = new(plan.Seen);

    public void Write(PreparingConnection connection, CopyRows copy)
    {
        _sessions.Write(connection, [copy.ClassSession]);
        if (!IsWanted(connection, copy.ClassSession))
            return;
        _users.Write(connection, copy.Users);
        _records.Write(connection, copy.Records);
        _audit.Write(connection, copy.Audit);
        _seen.Write(connection, copy.Seen);
        foreach (var number in RemoveErased(connection, copy).Concat(copy.Unseen))
            connection.Execute(
                UnseenStudents.Delete("$course", "$number"),
                ("$course", copy.ClassSession.Session.CourseId?.ToString("D")),
                ("$number", number)
            );
    }

    /// <summary>
    /// Not if the session was deleted, nor if the archive's version is newer: it then holds all that the copy does, but
    /// for what was deleted since.
    /// </summary>
    private static bool IsWanted(PreparingConnection connection, ClassSessionRow session) =>
        connection.Scalar(
            "SELECT 1 FROM attendances WHERE id = $id AND deleted_at IS NULL AND version <= $version",
            ("$id", session.Id.ToString("D")),
            ("$version", session.Session.Version)
        )
            is not null;

    /// <summary>
    /// A live store loses a record only when its person is erased. An earlier copy may have brought the record here;
    /// this copy lacks it and so removes it.
    /// </summary>
    private static List<string> RemoveErased(PreparingConnection connection, CopyRows copy)
    {
        var id = ("$id", (object?)copy.ClassSession.Id.ToString("D"));
        var upTo = ("$version", (object?)copy.ClassSession.Session.Version);
        var entries = connection.List(
            "SELECT version FROM audit WHERE attendance_id = $id AND version <= $version",
            row => row.GetInt64(0),
            id,
            upTo
        );
        foreach (var version in entries.Except(copy.Audit.Select(entry => entry.Version)))
            connection.Execute(
                "DELETE FROM audit WHERE attendance_id = $id AND version = $version",
                id,
                ("$version", version)
            );
        var stored = connection.List(
            "SELECT student_number FROM records WHERE attendance_id = $id AND version <= $version",
            row => row.GetString(0),
            id,
            upTo
        );
        var copied = copy.Records.Select(record => record.StudentNumber);
        List<string> erased = [.. stored.Except(copied, StringComparer.Ordinal)];
        foreach (var number in erased)
        {
            connection.Execute(
                "DELETE FROM records WHERE attendance_id = $id AND student_number = $number",
                id,
                ("$number", number)
            );
            connection.Execute(OrphanUser.Delete("$number"), ("$number", number));
        }

        return erased;
    }

    private sealed class Statement<TRow>
    {
        private readonly string _sql;
        private readonly IReadOnlyList<PlannedColumn<TRow>> _columns;
        private readonly string[] _parameters;

        public Statement(CopyTable<TRow> copied)
        {
            _columns = copied.Table.Columns;
            _parameters = [.. _columns.Select((_, place) => "$" + place.ToString(CultureInfo.InvariantCulture))];
            _sql = copied.Upsert($"VALUES ({string.Join(", ", _parameters)})");
        }

        public void Write(PreparingConnection connection, IReadOnlyList<TRow> rows)
        {
            var values = new (string, object?)[_parameters.Length];
            foreach (var row in rows)
            {
                for (var place = 0; place < values.Length; place++)
                    values[place] = (_parameters[place], _columns[place].Read(row));
                connection.Execute(_sql, values);
            }
        }
    }
}
