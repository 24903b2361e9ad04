using Microsoft.Data.Sqlite;

namespace Attn.Storage.Sqlite;

/// <summary>
/// Applies numbered SQL files (<c>0001-name.sql</c>) in order, each once, and remembers them in <c>schema_version</c>.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>Applies all outstanding files of one scope in one transaction.</summary>
    /// <param name="scope">The owner of the files; each scope counts on its own.</param>
    /// <param name="resourcePrefix">
    /// The prefix of the embedded files, with the dot at its end: <c>Attn.Storage.Sqlite.Migrations.Live.</c>
    /// </param>
    /// <exception cref="StartRefusedException">The database was written by a newer version of the program.</exception>
    public static Task ApplyAsync(
        SqliteDatabase database,
        string scope,
        string resourcePrefix,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var files = SchemaFiles.Read(resourcePrefix);
        return database.WriteAsync(
            (connection, transaction) => Apply(connection, transaction, scope, files, clock),
            cancellationToken
        );
    }

    private static bool Apply(
        PreparingConnection connection,
        SqliteTransaction transaction,
        string scope,
        IReadOnlyList<SchemaFile> files,
        TimeProvider clock
    )
    {
        connection.Execute(
            "CREATE TABLE IF NOT EXISTS schema_version (scope TEXT NOT NULL, number INTEGER NOT NULL, "
                + "name TEXT NOT NULL, applied_at TEXT NOT NULL, PRIMARY KEY (scope, number)) STRICT"
        );
        var applied = (long)
            connection.Scalar(
                "SELECT coalesce(max(number), 0) FROM schema_version WHERE scope = $scope",
                ("$scope", scope)
            )!;
        if (applied > files[^1].Number)
            throw new StartRefusedException(
                $"ATTN_DATA holds data of a newer version ({scope} {applied}; this program knows {files[^1].Number}). "
                    + "Run that version, or set ATTN_DATA to another folder."
            );

        foreach (var file in files.Where(file => file.Number > applied))
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = file.Sql;
            command.ExecuteNonQuery();
            connection.Execute(
                "INSERT INTO schema_version (scope, number, name, applied_at) VALUES ($scope, $number, $name, $at)",
                ("$scope", scope),
                ("$number", file.Number),
                ("$name", file.Name),
                ("$at", clock.GetUtcNow())
            );
        }

        return true;
    }
}
