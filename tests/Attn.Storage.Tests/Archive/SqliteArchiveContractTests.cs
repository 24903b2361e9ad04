using System.Data.Common;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Sqlite;
using Attn.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Tests.Archive;

public sealed class SqliteArchiveContractTests(SqliteArchiveFile file, ITestOutputHelper output)
    : ArchiveContract(output),
        IClassFixture<SqliteArchiveFile>
{
    private protected override IArchiveDatabase Database => file.Archive;

    [Fact]
    public async Task Every_query_has_an_index()
    {
        foreach (var (name, query) in NamedQueries.All)
        {
            var plan = await file.Archive.ReadAsync(
                (context, _) => Task.FromResult(PlanOf(query(context))),
                CancellationToken.None
            );

            Assert.True(plan.Count > 0, name);
            Assert.True(!plan.Any(step => IsTableScan(step, plan)), $"{name}:\n{string.Join('\n', plan)}");
        }
    }

    /// <summary>What a query has made itself before (a CTE, a sub-query) may be walked.</summary>
    private static bool IsTableScan(string step, List<string> plan)
    {
        if (
            !step.StartsWith("SCAN ", StringComparison.Ordinal)
            || step.Contains("records_pending", StringComparison.Ordinal)
        )
            return false;
        var walked = step["SCAN ".Length..];
        return !walked.StartsWith("(subquery", StringComparison.Ordinal)
            && !plan.Contains($"CO-ROUTINE {walked}")
            && !plan.Contains($"MATERIALIZE {walked}");
    }

    private static List<string> PlanOf(IQueryable query)
    {
        using DbCommand command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return steps;
    }
}

/// <summary>An embedded database with the archive's tables.</summary>
public sealed class SqliteArchiveFile : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private SqliteDatabase? _database;

    internal SqliteArchiveDatabase Archive { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _database = SqliteDatabase.Open(_folder.Path);
        Archive = new(_database, TimeProvider.System);
        await Archive.ApplySchemaAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
        _folder.Dispose();
    }
}
