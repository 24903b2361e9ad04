using Attn.Storage.Archive;
using Microsoft.EntityFrameworkCore;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Archive;

/// <summary>What every database of the archive can do.</summary>
public abstract class ArchiveDatabaseContract : ArchiveContract
{
    [Fact]
    public async Task Clock_of_the_database_is_compared_with_this_programs() =>
        Assert.InRange(await Archive.MeasureClockLeadAsync(None), TimeSpan.FromSeconds(-2), TimeSpan.FromSeconds(2));

    [Fact]
    public async Task Schema_may_be_applied_again()
    {
        var copy = WithStudents(1);
        await Archive.SaveAsync(copy, None);

        await Database.ApplySchemaAsync(None);

        await AssertHoldsAsync(copy);
    }

    [Fact]
    public async Task Canceled_call_throws()
    {
        var given = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Archive.SaveAsync(WithStudents(1), given));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Archive.FindSessionAsync(Guid.NewGuid(), given));
    }

    [Fact]
    public async Task Tables_have_exactly_the_columns_of_the_model()
    {
        var tables = await Database.ReadAsync(
            (context, _) =>
                Task.FromResult(
                    context
                        .Model.GetRelationalModel()
                        .Tables.Select(table =>
                            (
                                Model: Describe(table.Name, table.Columns.Select(column => column.Name)),
                                Stored: ReadColumns(context, table.Name)
                            )
                        )
                        .ToList()
                ),
            None
        );

        Assert.Equal(16, tables.Count);
        Assert.Equal(tables.Select(table => table.Model), tables.Select(table => table.Stored));
    }

    private static string Describe(string table, IEnumerable<string> columns) =>
        $"{table}: {string.Join(", ", columns.Order(StringComparer.Ordinal))}";

    /// <summary>Synchronous, because work on SQLite must not await anything else.</summary>
    private static string ReadColumns(AttnDbContext context, string table)
    {
        context.Database.OpenConnection();
        using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE 1 = 0";
        using var reader = command.ExecuteReader();
        return Describe(table, Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));
    }
}

public sealed class PostgresArchiveDatabaseTests(PostgresDatabase database)
    : ArchiveDatabaseContract,
        IClassFixture<PostgresDatabase>
{
    private protected override IArchiveDatabase Database => database.Archive;
}

public sealed class SqliteArchiveDatabaseTests(SqliteArchiveFile file)
    : ArchiveDatabaseContract,
        IClassFixture<SqliteArchiveFile>
{
    private protected override IArchiveDatabase Database => file.Archive;
}
