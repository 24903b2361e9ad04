using System.Data;
using Attn.Storage.Archive;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Tests.Archive;

/// <summary>20,000 class sessions of 1,000 of 5,000 courses, 200,000 records of 20,000 of 300,000 students.</summary>
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
                   3, NULL, NULL, false, 200, CASE WHEN n % 100 = 0 THEN now() END,
                   pg_temp.id('0002', n % 1000)
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
        INSERT INTO terms
            SELECT pg_temp.id('0003', n), 'Term ' || n, date '2025-09-01' - 30 * n, date '2025-09-30' - 30 * n, false
            FROM generate_series(0, 999) n;
        INSERT INTO courses
            SELECT pg_temp.id('0002', n), pg_temp.id('0003', n / 1000), 't' || n % 500, 'Lesson', 'lesson ' || n,
                   NULL, '', 'Theory', now(), now()
            FROM generate_series(0, 4999) n;
        INSERT INTO course_teachers
            SELECT pg_temp.id('0002', n), 't' || n % 500, 'Owner', 't' || n % 500, now()
            FROM generate_series(0, 4999) n;
        INSERT INTO policies
            SELECT pg_temp.id('0002', n), v, 'Sessions', 'Neutral', 0, NULL, 42, NULL, 't' || n % 500, now()
            FROM generate_series(0, 4999) n, generate_series(1, 2) v;
        INSERT INTO enrolments
            SELECT pg_temp.id('0002', c), 's' || (c * 40 + n) % 20000, 'Student', NULL, NULL, NULL, NULL, false, NULL
            FROM generate_series(0, 4999) c, generate_series(1, 40) n;
        INSERT INTO seen_students
            SELECT DISTINCT course_id, student_number
            FROM attendances JOIN records ON records.attendance_id = attendances.id;
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
