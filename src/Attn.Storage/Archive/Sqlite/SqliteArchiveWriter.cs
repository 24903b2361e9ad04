using System.Globalization;
using Attn.Storage.Archive.Rows;
using Attn.Storage.Sqlite;

namespace Attn.Storage.Archive.Sqlite;

/// <summary>Writes a copy with one prepared, versioned upsert for each table, in the writer's transaction.</summary>
internal static class SqliteArchiveWriter
{
    private static readonly Statement<AttendanceRow> Attendances = new(CopyTables.Attendances);
    private static readonly Statement<UserRow> Users = new(CopyTables.Users);
    private static readonly Statement<RecordRow> Records = new(CopyTables.Records);
    private static readonly Statement<AuditRow> Audit = new(CopyTables.Audit);

    public static void Write(PreparingConnection connection, CopyRows copy)
    {
        Attendances.Write(connection, [copy.Session]);
        if (!IsWanted(connection, copy.Session))
            return;
        Users.Write(connection, copy.Users);
        Records.Write(connection, copy.Records);
        Audit.Write(connection, copy.Audit);
        RemoveErased(connection, copy);
    }

    /// <summary>Not if the session was deleted, nor if what is here is newer: then it holds all that the copy does, but for what was deleted since.</summary>
    private static bool IsWanted(PreparingConnection connection, AttendanceRow session) =>
        connection.Scalar(
            "SELECT 1 FROM attendances WHERE id = $id AND deleted_at IS NULL AND version <= $version",
            ("$id", session.Id.ToString("D")),
            ("$version", session.Version)
        )
            is not null;

    /// <summary>
    /// A live store loses a record in one way only: its person was deleted. An earlier copy may have brought the record here; this one, which has it
    /// no more, takes it back.
    /// </summary>
    private static void RemoveErased(PreparingConnection connection, CopyRows copy)
    {
        var (id, upTo) = (("$id", (object?)copy.Session.Id.ToString("D")), ("$version", (object?)copy.Session.Version));
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
        var numbers = connection.List(
            "SELECT student_number FROM records WHERE attendance_id = $id AND version <= $version",
            row => row.GetString(0),
            id,
            upTo
        );
        foreach (
            var number in numbers.Except(copy.Records.Select(record => record.StudentNumber), StringComparer.Ordinal)
        )
        {
            connection.Execute(
                "DELETE FROM records WHERE attendance_id = $id AND student_number = $number",
                id,
                ("$number", number)
            );
            connection.Execute(OrphanUser.Delete("$number"), ("$number", number));
        }
    }

    private sealed class Statement<TRow>(CopyTable<TRow> table)
    {
        private readonly string[] _parameters =
        [
            .. table.Columns.Select((_, index) => "$" + index.ToString(CultureInfo.InvariantCulture)),
        ];
        private string? _sql;

        public void Write(PreparingConnection connection, IReadOnlyList<TRow> rows)
        {
            _sql ??= table.Upsert($"VALUES ({string.Join(", ", _parameters)})");
            var values = new (string, object?)[_parameters.Length];
            foreach (var row in rows)
            {
                for (var i = 0; i < values.Length; i++)
                    values[i] = (_parameters[i], Fit(table.Columns[i].Value(row)));
                connection.Execute(_sql, values);
            }
        }

        private static object? Fit(object? value) =>
            value switch
            {
                DateTimeOffset time => time.ToUnixTimeMilliseconds(),
                Guid id => id.ToString("D"),
                _ => value,
            };
    }
}
