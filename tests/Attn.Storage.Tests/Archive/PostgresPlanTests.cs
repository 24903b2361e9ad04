using System.Data;
using Attn.Storage.Archive;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Tests.Archive;

/// <summary>20,000 class sessions of 50 teachers, 200,000 records of 20,000 of 300,000 students.</summary>
public sealed class PostgresPlanTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Fill = """
        CREATE FUNCTION pg_temp.id(kind text, n bigint) RETURNS uuid
            AS $$ SELECT ('00000000-0000-0000-' || kind || '-' || lpad(n::text, 12, '0'))::uuid $$ LANGUAGE sql;
        INSERT INTO users
            SELECT 's' || n, 'Student ' || n, 'Student', true, now() FROM generate_series(1, 300000) n;
        INSERT INTO attendances
            SELECT pg_temp.id('0000', n), 't' || n % 50, 'Teacher', 'Lesson', 'lesson ' || n % 25,
                   timestamptz '2025-09-01' + n * interval '10 minutes',
                   timestamptz '2025-09-01' + n * interval '10 minutes' + interval '5 minutes',
                   3, NULL, NULL, false, 200, CASE WHEN n % 100 = 0 THEN now() END
            FROM generate_series(1, 20000) n;
        INSERT INTO records
            SELECT pg_temp.id('0000', n / 10 + 1), 's' || n % 20000, 'Student', true, n % 20000 > 0,
                   CASE WHEN n % 20000 > 0 THEN now() END,
                   CASE WHEN n % 20000 = 0 THEN 'FACE_RECOGNITION_PENDING' END,
                   'System', false, NULL, false, NULL, 1, 0, now(),
                   CASE WHEN n % 2 = 0 THEN pg_temp.id('0001', n) END, now(), n % 10 + 1
            FROM generate_series(0, 199999) n;
        INSERT INTO audit
            SELECT pg_temp.id('0000', n / 10 + 1), n % 10 + 1, now(), 't1', 'Accept', 's' || n % 20000, NULL, NULL, NULL
            FROM generate_series(0, 199999) n;
        INSERT INTO consents SELECT 's' || n, '2026-02', now(), NULL FROM generate_series(1, 20000) n;
        INSERT INTO lesson_plans
            SELECT 't' || t, 'lesson ' || l, 'Lesson ' || l, 42, 2, 'Theory'
            FROM generate_series(0, 49) t, generate_series(0, 99) l;
        INSERT INTO class_lists
            SELECT 't' || t, 'lesson ' || l, 's' || (t * 400 + l * 80 + n), 'Student'
            FROM generate_series(0, 49) t, generate_series(0, 4) l, generate_series(1, 80) n;
        -- Statistics of all rows, not of a sample, give the same plans every time.
        SET default_statistics_target = 1000;
        ANALYZE;
        """;

    [Fact]
    public async Task Every_query_uses_an_index()
    {
        await database.Server.ExecuteAsync(database.Name, Fill);

        foreach (var (name, query) in NamedQueries.All)
        {
            var plan = await database.Archive.ReadAsync(
                (context, token) => PlanOfAsync(context, query(context), token),
                CancellationToken.None
            );

            Assert.True(!plan.Contains("Seq Scan", StringComparison.Ordinal), $"{name}:\n{plan}");
            Assert.True(plan.Contains("Index", StringComparison.Ordinal), $"{name}:\n{plan}");
        }
    }

    private static async Task<string> PlanOfAsync(
        AttnDbContext context,
        IQueryable query,
        CancellationToken cancellationToken
    )
    {
        await using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN " + command.CommandText;
        if (context.Database.GetDbConnection().State != ConnectionState.Open)
            await context.Database.OpenConnectionAsync(cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
