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
        await ExecuteAsync(connection, PostgresArchiveDatabase.EndWhenForsaken, cancellationToken);
        await WriteAsync(connection, CopyTables.Attendances, [copy.Session], cancellationToken);
        if (!await IsDeletedAsync(connection, copy.Session.Id, cancellationToken))
        {
            await WriteAsync(connection, CopyTables.Users, copy.Users, cancellationToken);
            await WriteAsync(connection, CopyTables.Records, copy.Records, cancellationToken);
            await WriteAsync(connection, CopyTables.Audit, copy.Audit, cancellationToken);
        }

        FaultPoint.Reach("in-save");
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task WriteAsync<TRow>(
        NpgsqlConnection connection, CopyTable<TRow> table, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return;

        var copied = "copied_" + table.Name;
        await ExecuteAsync(connection, $"CREATE TEMPORARY TABLE {copied} ON COMMIT DROP AS SELECT {table.ColumnNames} FROM {table.Name} WITH NO DATA", cancellationToken);
        await CopyAsync(connection, copied, table, rows, cancellationToken);
        await ExecuteAsync(connection, table.Upsert($"SELECT {table.ColumnNames} FROM {copied} ORDER BY {table.Key}"), cancellationToken);
    }

    private static async Task CopyAsync<TRow>(
        NpgsqlConnection connection, string copied, CopyTable<TRow> table, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {copied} ({table.ColumnNames}) FROM STDIN (FORMAT BINARY)", cancellationToken);
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

    private static async Task<bool> IsDeletedAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT deleted_at IS NOT NULL FROM attendances WHERE id = $1", connection);
        command.Parameters.Add(new() { Value = id });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static NpgsqlDbType TypeOf(ColumnKind kind) => kind switch
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
