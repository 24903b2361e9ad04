using Attn.Storage.Archive.Copying;
using Attn.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Archive.Sqlite;

/// <summary>
/// The archive in the embedded database's file, beside the live data. Its one writer stands for every lock.
/// </summary>
internal sealed class SqliteArchiveDatabase(SqliteDatabase database, TimeProvider clock) : IArchiveDatabase
{
    private const string MigrationsPrefix = "Attn.Storage.Sqlite.Migrations.Archive.";

    /// <summary>Only the database's writing thread uses it.</summary>
    private SqliteArchiveWriter? _writer;

    public string Name => "The database under ATTN_DATA";

    public Task ApplySchemaAsync(CancellationToken cancellationToken) =>
        SqliteSchema.ApplyAsync(database, "archive", MigrationsPrefix, clock, cancellationToken);

    public Task<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
            {
                connection.Scalar("SELECT 1");
                return clock.GetUtcNow();
            },
            cancellationToken
        );

    public Task<T> ReadAsync<T>(
        Func<AttnDbContext, CancellationToken, Task<T>> query,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync(
            connection =>
            {
                using var context = ContextOver(connection);
                context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
                return ResultOf(query(context, CancellationToken.None));
            },
            cancellationToken
        );

    public Task<T> WriteAsync<T>(
        Func<ArchiveTransaction, CancellationToken, Task<T>> change,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                using var context = ContextOver(connection);
                context.Database.UseTransaction(transaction);
                return ResultOf(change(new SqliteArchiveTransaction(context), CancellationToken.None));
            },
            cancellationToken
        );

    public Task SaveAsync(CopyRows copy, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, _) =>
            {
                _writer ??= CreateWriter(connection);
                _writer.Write(connection, copy);
                return true;
            },
            cancellationToken
        );

    private static SqliteArchiveWriter CreateWriter(SqliteConnection connection)
    {
        using var context = ContextOver(connection);
        return new(new CopyPlan(context.Model));
    }

    private static SqliteArchiveContext ContextOver(SqliteConnection connection) =>
        new(new DbContextOptionsBuilder<SqliteArchiveContext>().UseSqlite(connection).Options);

    /// <summary>
    /// SQLite's asynchronous calls have finished when they return; awaiting anything else would leave the database's
    /// thread.
    /// </summary>
    private static T ResultOf<T>(Task<T> task) =>
        task.IsCompleted
            ? task.GetAwaiter().GetResult()
            : throw new InvalidOperationException("Work on SQLite awaited something that is not SQLite.");
}
