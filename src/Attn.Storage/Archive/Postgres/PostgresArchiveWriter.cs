using Attn.Storage.Archive.Copying;
using Attn.Storage.Archive.Rows;
using Attn.Storage.Postgres;
using Npgsql;

namespace Attn.Storage.Archive.Postgres;

/// <summary>
/// Writes a copy: COPY into temporary tables, then one versioned upsert for each, in one transaction. The session's row
/// comes first: it is the lock that edits of its records take, too. All other rows follow in the order of their keys,
/// so that copies of different sessions that share students do not deadlock.
/// </summary>
internal sealed class PostgresArchiveWriter(NpgsqlConnection connection, CopyPlan plan)
{
    public async Task WriteAsync(CopyRows copy, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(PostgresConnections.IdleTransactionTimeout, cancellationToken);
        await WriteAsync(plan.Sessions, [copy.ClassSession], cancellationToken);
        if (await IsWantedAsync(copy.ClassSession, cancellationToken))
        {
            await WriteAsync(plan.Users, copy.Users, cancellationToken);
            await WriteAsync(plan.Records, copy.Records, cancellationToken);
            await WriteAsync(plan.Audit, copy.Audit, cancellationToken);
            await WriteSeenAsync(copy, await RemoveErasedAsync(copy, cancellationToken), cancellationToken);
        }

        FaultPoint.Reach("in-save");
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task WriteAsync<TRow>(
        CopyTable<TRow> copied,
        IReadOnlyList<TRow> rows,
        CancellationToken cancellationToken
    )
    {
        if (rows.Count == 0)
            return;

        var table = copied.Table;
        var temporary = "copied_" + table.Name;
        await ExecuteAsync(
            $"CREATE TEMPORARY TABLE {temporary} ON COMMIT DROP AS "
                + $"SELECT {table.ColumnNames} FROM {table.Name} WITH NO DATA",
            cancellationToken
        );
        await CopyAsync(temporary, table, rows, cancellationToken);
        await ExecuteAsync(
            copied.Upsert($"SELECT {table.ColumnNames} FROM {temporary} ORDER BY {table.Key}"),
            cancellationToken
        );
    }

    private async Task CopyAsync<TRow>(
        string temporary,
        TablePlan<TRow> table,
        IReadOnlyList<TRow> rows,
        CancellationToken cancellationToken
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {temporary} ({table.ColumnNames}) FROM STDIN (FORMAT BINARY)",
            cancellationToken
        );
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            foreach (var column in table.Columns)
            {
                if (column.Read(row) is { } value)
                    await copy.WriteAsync(value, column.StoreType, cancellationToken);
                else
                    await copy.WriteNullAsync(cancellationToken);
            }
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Not if the session was deleted, nor if the archive's version is newer: it then holds all that the copy does, but
    /// for what was deleted since.
    /// </summary>
    private async Task<bool> IsWantedAsync(ClassSessionRow session, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT deleted_at IS NULL AND version <= $2 FROM attendances WHERE id = $1",
            connection
        );
        command.Parameters.Add(new() { Value = session.Id });
        command.Parameters.Add(new() { Value = session.Session.Version });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>
    /// A live store loses a record only when its person is erased. An earlier copy may have brought the record here;
    /// this copy lacks it and so removes it.
    /// </summary>
    private async Task<IReadOnlyList<string>> RemoveErasedAsync(CopyRows copy, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            WITH decisions AS (DELETE FROM audit WHERE attendance_id = $1 AND version <= $2 AND version <> ALL ($4))
            DELETE FROM records WHERE attendance_id = $1 AND version <= $2 AND student_number <> ALL ($3)
            RETURNING student_number
            """,
            connection
        );
        command.Parameters.Add(new() { Value = copy.ClassSession.Id });
        command.Parameters.Add(new() { Value = copy.ClassSession.Session.Version });
        command.Parameters.Add(new() { Value = copy.Records.Select(record => record.StudentNumber).ToArray() });
        command.Parameters.Add(new() { Value = copy.Audit.Select(entry => entry.Version).ToArray() });
        var erased = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                erased.Add(reader.GetString(0));
        }

        foreach (var number in erased)
        {
            await using var delete = new NpgsqlCommand(OrphanUser.Delete("$1"), connection);
            delete.Parameters.Add(new() { Value = number });
            await delete.ExecuteNonQueryAsync(cancellationToken);
        }

        return erased;
    }

    /// <summary>
    /// Holding the course: whoever forgets a student has seen every record of the course, and copies that only add do
    /// not wait for each other.
    /// </summary>
    private async Task WriteSeenAsync(CopyRows copy, IReadOnlyList<string> erased, CancellationToken cancellationToken)
    {
        string[] gone = [.. copy.Unseen, .. erased];
        await using var hold = new NpgsqlCommand(
            $"SELECT 1 FROM courses WHERE id = $1 {(gone.Length > 0 ? "FOR UPDATE" : "FOR SHARE")}",
            connection
        );
        hold.Parameters.Add(new() { Value = (object?)copy.ClassSession.Session.CourseId ?? DBNull.Value });
        await hold.ExecuteNonQueryAsync(cancellationToken);
        await WriteAsync(plan.Seen, copy.Seen, cancellationToken);
        if (gone.Length == 0)
            return;
        await using var forget = new NpgsqlCommand(UnseenStudents.Delete("$1", "ANY ($2)"), connection);
        forget.Parameters.Add(new() { Value = (object?)copy.ClassSession.Session.CourseId ?? DBNull.Value });
        forget.Parameters.Add(new() { Value = gone });
        await forget.ExecuteNonQueryAsync(cancellationToken);
    }
}
