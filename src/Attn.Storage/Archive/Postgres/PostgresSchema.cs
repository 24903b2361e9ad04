using System.Globalization;
using Npgsql;

namespace Attn.Storage.Archive.Postgres;

/// <summary>Applies numbered SQL files (<c>0001-name.sql</c>) in order, each once, all in one transaction, and remembers them in <c>schema_version</c>.</summary>
internal static class PostgresSchema
{
    private const string ResourcePrefix = "Attn.Storage.Archive.Schema.postgres.";

    /// <summary>"ATTN" in ASCII: whoever else uses advisory locks in this database takes another number.</summary>
    private const long LockNumber = 0x4154544E;

    /// <summary>Seconds; how long one replica waits while another one applies the schema.</summary>
    private const int LongestChange = 300;

    /// <exception cref="StartRefusedException">The database was written by a newer version of the program.</exception>
    public static async Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(
            connection,
            string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({LockNumber})"),
            cancellationToken
        );
        await ExecuteAsync(
            connection,
            "CREATE TABLE IF NOT EXISTS schema_version (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT clock_timestamp())",
            cancellationToken
        );
        var applied = await ReadVersionAsync(connection, cancellationToken);
        var files = ReadFiles();
        if (applied > files[^1].Number)
            throw new StartRefusedException(
                $"DATABASE_URL names a database of a newer version ({applied}; this program knows {files[^1].Number}). Run that version, or use another database."
            );

        foreach (var file in files.Where(file => file.Number > applied))
        {
            await ExecuteAsync(connection, file.Sql, cancellationToken);
            await using var remember = new NpgsqlCommand(
                "INSERT INTO schema_version (number, name) VALUES ($1, $2)",
                connection
            );
            remember.Parameters.Add(new() { Value = file.Number });
            remember.Parameters.Add(new() { Value = file.Name });
            await remember.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = LongestChange };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<int> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(max(number), 0) FROM schema_version", connection);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static List<SchemaFile> ReadFiles()
    {
        var assembly = typeof(PostgresSchema).Assembly;
        return
        [
            .. from name in assembly.GetManifestResourceNames()
            where name.StartsWith(ResourcePrefix, StringComparison.Ordinal)
            orderby name
            select ReadFile(name[ResourcePrefix.Length..], assembly.GetManifestResourceStream(name)!),
        ];
    }

    private static SchemaFile ReadFile(string name, Stream stream)
    {
        using var reader = new StreamReader(stream);
        return new(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }

    private sealed record SchemaFile(int Number, string Name, string Sql);
}
