using System.Globalization;
using Npgsql;

namespace Attn.Storage.Postgres;

/// <summary>
/// Applies the migrations in order, each once and all in one transaction, and remembers them in <c>schema_version</c>.
/// </summary>
internal static class PostgresSchema
{
    private const string ResourcePrefix = "Attn.Storage.Postgres.Migrations.";

    /// <summary>"ATTN" in ASCII, so that other programs in this database use other advisory locks.</summary>
    private const long LockNumber = 0x4154544E;

    /// <summary>How long one replica waits while another one applies the schema.</summary>
    private const int TimeoutSeconds = 300;

    private const string CreateVersionTable = """
        CREATE TABLE IF NOT EXISTS schema_version (
            number integer PRIMARY KEY,
            name text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
        )
        """;

    /// <exception cref="StartRefusedException">A newer version of the program wrote the database.</exception>
    public static async Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(
            connection,
            string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({LockNumber})"),
            cancellationToken
        );
        await ExecuteAsync(connection, CreateVersionTable, cancellationToken);
        var applied = await ReadVersionAsync(connection, cancellationToken);
        var files = SchemaFiles.Read(ResourcePrefix);
        if (applied > files[^1].Number)
            throw new StartRefusedException(
                $"DATABASE_URL names a database of a newer version ({applied}; this program knows {files[^1].Number}). "
                    + "Run that version, or use another database."
            );

        foreach (var file in files.Where(file => file.Number > applied))
        {
            await ExecuteAsync(connection, file.Sql, cancellationToken);
            await RememberAsync(connection, file, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = TimeoutSeconds };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<int> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(max(number), 0) FROM schema_version", connection);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task RememberAsync(
        NpgsqlConnection connection,
        SchemaFile file,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO schema_version (number, name) VALUES ($1, $2)",
            connection
        );
        command.Parameters.Add(new() { Value = file.Number });
        command.Parameters.Add(new() { Value = file.Name });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
