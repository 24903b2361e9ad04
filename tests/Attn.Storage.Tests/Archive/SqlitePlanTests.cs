using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Tests.Archive;

public sealed class SqlitePlanTests(SqliteArchiveFile file) : IClassFixture<SqliteArchiveFile>
{
    [Fact]
    public async Task Every_query_uses_an_index()
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

    /// <summary>A query may scan its own intermediate results (a CTE, a sub-query).</summary>
    private static bool IsTableScan(string step, List<string> plan)
    {
        if (
            !step.StartsWith("SCAN ", StringComparison.Ordinal)
            || step.Contains("records_pending", StringComparison.Ordinal)
        )
            return false;
        var scanned = step["SCAN ".Length..];
        return !scanned.StartsWith("(subquery", StringComparison.Ordinal)
            && !plan.Contains($"CO-ROUTINE {scanned}")
            && !plan.Contains($"MATERIALIZE {scanned}");
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
