using Attn.Storage.Reports;
using Attn.Storage.Tests.Archive;
using Attn.Storage.Tests.Catalogue;

namespace Attn.Storage.Tests.Reports;

/// <summary>Whoever passes a large term report on needs memory for a page of it.</summary>
public sealed class PostgresStreamingTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const int Students = 1_000;
    private static readonly Guid Course = Guid.CreateVersion7();

    private static readonly string Fill = $"""
        INSERT INTO terms VALUES ('{Course}', 'Term', '2026-02-01', '2026-06-30', true);
        INSERT INTO courses VALUES ('{Course}', '{Course}', 'T1', 'Hall', 'hall', NULL, '', 'Theory', now(), now());
        INSERT INTO enrolments
            SELECT '{Course}', 's' || n, 'Student', NULL, NULL, NULL, NULL, false, NULL
            FROM generate_series(1, {Students}) n;
        """;

    [Fact]
    public async Task A_term_report_of_many_sessions_is_read_in_small_pages_as_it_is_passed_on()
    {
        await database.Server.ExecuteAsync(database.Name, Fill);
        var sessions = Enumerable.Range(0, 200).Select(_ => Arranged.Session()).ToList();
        var reports = new TermReports(database.Archive, Lessons.Calendar);
        using var statements = new Statements(database.Name);

        var sentBy = new List<int>();
        await foreach (var student in reports.ReadTermAsync(Course, new(), sessions, after: "", CancellationToken.None))
        {
            Assert.Equal(200, student.Statuses.Count);
            sentBy.Add(statements.Sent.Count);
        }

        Assert.Equal(Students, sentBy.Count);
        // Two statements for each page of 250 students: 50,000 cells at once, of a million.
        Assert.Equal(Enumerable.Range(0, Students).Select(place => 2 * (place / 250 + 1)), sentBy);
    }
}
