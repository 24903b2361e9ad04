using Attn.Storage.Archive.Rows;
using Npgsql;
using NpgsqlTypes;

namespace Attn.Storage.Archive.Postgres;

/// <summary>
/// Writes a copy: COPY into temporary tables, then one versioned upsert for each, in one transaction. The session's row comes first: it is the
/// lock that edits of its records take, too. All other rows follow in the order of their keys, so that copies of different sessions that share
/// students do not deadlock.
/// </summary>
internal static class PostgresArchiveWriter
{
    public static async Task WriteAsync(NpgsqlConnection connection, CopyRows copy, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, PostgresArchiveDatabase.IdleTransactionTimeout, cancellationToken);
        await WriteAsync(connection, CopyTables.Attendances, [copy.Session], cancellationToken);
        if (await IsWantedAsync(connection, copy.Session, cancellationToken))
        {
            await WriteAsync(connection, CopyTables.Users, copy.Users, cancellationToken);
            await WriteAsync(connection, CopyTables.Records, copy.Records, cancellationToken);
            await WriteAsync(connection, CopyTables.Audit, copy.Audit, cancellationToken);
            await TakeBackAsync(connection, copy, cancellationToken);
        }

        FaultPoint.Reach("in-save");
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task WriteAsync<TRow>(
        NpgsqlConnection connection,
        CopyTable<TRow> table,
        IReadOnlyList<TRow> rows,
        CancellationToken cancellationToken
    )
    {
        if (rows.Count == 0)
            return;

        var copied = "copied_" + table.Name;
        await ExecuteAsync(
            connection,
            $"CREATE TEMPORARY TABLE {copied} ON COMMIT DROP AS SELECT {table.ColumnNames} FROM {table.Name} WITH NO DATA",
            cancellationToken
        );
        await CopyAsync(connection, copied, table, rows, cancellationToken);
        await ExecuteAsync(
            connection,
            table.Upsert($"SELECT {table.ColumnNames} FROM {copied} ORDER BY {table.Key}"),
            cancellationToken
        );
    }

    private static async Task CopyAsync<TRow>(
        NpgsqlConnection connection,
        string copied,
        CopyTable<TRow> table,
        IReadOnlyList<TRow> rows,
        CancellationToken cancellationToken
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {copied} ({table.ColumnNames}) FROM STDIN (FORMAT BINARY)",
            cancellationToken
        );
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            foreach (var column in table.Columns)
            {
                if (column.Value(row) is { } value)
                    await copy.WriteAsync(value, TypeOf(column.Kind), cancellationToken);
                else
                    await copy.WriteNullAsync(cancellationToken);
            }
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Not if the session was deleted, nor if what is here is newer: then it holds all that the copy does, but for what was deleted since.</summary>
    private static async Task<bool> IsWantedAsync(
        NpgsqlConnection connection,
        AttendanceRow session,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            "SELECT deleted_at IS NULL AND version <= $2 FROM attendances WHERE id = $1",
            connection
        );
        command.Parameters.Add(new() { Value = session.Id });
        command.Parameters.Add(new() { Value = session.Version });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>
    /// A live store loses a record in one way only: its person was deleted. An earlier copy may have brought the record here; this one, which has it
    /// no more, takes it back.
    /// </summary>
    private static async Task TakeBackAsync(
        NpgsqlConnection connection,
        CopyRows copy,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            WITH decisions AS (DELETE FROM audit WHERE attendance_id = $1 AND version <= $2 AND version <> ALL ($4))
            DELETE FROM records WHERE attendance_id = $1 AND version <= $2 AND student_number <> ALL ($3) RETURNING student_number
            """,
            connection
        );
        command.Parameters.Add(new() { Value = copy.Session.Id });
        command.Parameters.Add(new() { Value = copy.Session.Version });
        command.Parameters.Add(new() { Value = copy.Records.Select(record => record.StudentNumber).ToArray() });
        command.Parameters.Add(new() { Value = copy.Audit.Select(entry => entry.Version).ToArray() });
        var stray = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                stray.Add(reader.GetString(0));
        }

        foreach (var number in stray)
        {
            await using var forget = new NpgsqlCommand(OrphanUser.Delete("$1"), connection);
            forget.Parameters.Add(new() { Value = number });
            await forget.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static NpgsqlDbType TypeOf(ColumnKind kind) =>
        kind switch
        {
            ColumnKind.Text => NpgsqlDbType.Text,
            ColumnKind.Json => NpgsqlDbType.Jsonb,
            ColumnKind.Id => NpgsqlDbType.Uuid,
            ColumnKind.Flag => NpgsqlDbType.Boolean,
            ColumnKind.Number => NpgsqlDbType.Integer,
            ColumnKind.LongNumber => NpgsqlDbType.Bigint,
            ColumnKind.Time => NpgsqlDbType.TimestampTz,
        };
}
