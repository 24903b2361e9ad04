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
        if (IsDeleted(connection, copy.Session.Id))
            return;
        Users.Write(connection, copy.Users);
        Records.Write(connection, copy.Records);
        Audit.Write(connection, copy.Audit);
    }

    private static bool IsDeleted(PreparingConnection connection, Guid id) =>
        connection.Scalar("SELECT deleted_at FROM attendances WHERE id = $id", ("$id", id.ToString("D"))) is not null;

    private sealed class Statement<TRow>(CopyTable<TRow> table)
    {
        private readonly string[] _parameters = [.. table.Columns.Select((_, index) => "$" + index.ToString(CultureInfo.InvariantCulture))];
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

        private static object? Fit(object? value) => value switch
        {
            DateTimeOffset time => time.ToUnixTimeMilliseconds(),
            Guid id => id.ToString("D"),
            _ => value,
        };
    }
}
