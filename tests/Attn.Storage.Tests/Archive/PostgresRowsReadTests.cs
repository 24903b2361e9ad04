using Attn.Storage.Archive.Postgres;
using Attn.Storage.Postgres;
using Attn.Storage.Reports;
using Attn.Storage.Tests.Catalogue;
using Npgsql;

namespace Attn.Storage.Tests.Archive;

/// <summary>
/// How many rows and index entries a page reads, of an archive of 20,000 records and of one ten times as large. Both
/// hold the same courses of one teacher: 300 students enrolled with 42 class sessions, and two of 40 without a list.
/// </summary>
public sealed class PostgresRowsReadTests(SharedPostgres shared)
{
    private const string Teacher = "own";
    private const string Student = "own100";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Guid Term = new("00000000-0000-0000-0003-000000000000");
    private static readonly Guid Course = new("00000000-0000-0000-0002-000000900001");
    private static readonly Guid Latest = new("00000000-0000-0000-0000-000090000141");

    private const string Fill = """
        CREATE FUNCTION pg_temp.id(kind text, n bigint) RETURNS uuid
            AS $$ SELECT ('00000000-0000-0000-' || kind || '-' || lpad(n::text, 12, '0'))::uuid $$ LANGUAGE sql;
        INSERT INTO terms VALUES (pg_temp.id('0003', 0), 'Term', '2026-02-01', '2026-06-30', true);
        INSERT INTO users SELECT 's' || n, 'Student ' || n, 'Student', true, now() FROM generate_series(1, {0} / 10) n;
        INSERT INTO users SELECT 'own' || n, 'Student ' || n, 'Student', true, now() FROM generate_series(1, 300) n;

        CREATE TEMP TABLE planned AS
            SELECT n, 't' || n % 100 AS teacher, 10 AS sessions, 10 AS students FROM generate_series(1, {0} / 100) n
            UNION ALL VALUES (900001, 'own', 42, 300), (900002, 'own', 14, 40), (900003, 'own', 14, 40);
        INSERT INTO courses
            SELECT pg_temp.id('0002', n), pg_temp.id('0003', 0), teacher, 'Lesson ' || n, 'lesson ' || n,
                   NULL, '', 'Theory', now(), now()
            FROM planned;
        INSERT INTO course_teachers SELECT pg_temp.id('0002', n), teacher, 'Owner', teacher, now() FROM planned;
        INSERT INTO attendances (
            id, teacher_number, teacher_name, lesson_name, lesson_key, start_time, end_time, security_option,
            require_code, version, course_id
        )
            SELECT pg_temp.id('0000', n * 100 + s), teacher, 'Teacher', 'Lesson', 'lesson ' || n,
                   timestamptz '2026-02-01' + s * interval '1 day', timestamptz '2026-02-02' + s * interval '1 day', 1,
                   false, 1, pg_temp.id('0002', n)
            FROM planned, generate_series(0, sessions - 1) s;
        INSERT INTO seen_students
            SELECT pg_temp.id('0002', n), CASE WHEN n > 900000 THEN 'own' || s ELSE 's' || (n * 7 + s) % ({0} / 10) END
            FROM planned, generate_series(1, students) s;
        INSERT INTO enrolments
            SELECT course_id, student_number, 'Student', NULL, NULL, NULL, NULL, false, NULL FROM seen_students
            WHERE course_id < pg_temp.id('0002', 900002);
        INSERT INTO records (
            attendance_id, student_number, student_name, name_is_from_portal, is_attended, attendance_time, decided_by,
            excused, is_deleted, attempts, refused_comparisons, updated_at, version
        )
            SELECT attendances.id, student_number, 'Student', true, true, now(), 'System', false, false, 1, 0, now(), 1
            FROM attendances JOIN seen_students ON seen_students.course_id = attendances.course_id;
        SET default_statistics_target = 1000;
        ANALYZE;
        """;

    // A large archive gets these plans by itself, as PostgresPlanTests shows; a small table is cheaper to read whole.
    private const string AsIfLarge = """
        ALTER DATABASE {0} SET enable_seqscan = off;
        ALTER DATABASE {0} SET enable_hashjoin = off;
        ALTER DATABASE {0} SET enable_mergejoin = off;
        """;

    private const string Counted = """
        SELECT (SELECT sum(seq_tup_read) FROM pg_stat_user_tables)
            + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes)
        """;

    private static IEnumerable<(string Name, Func<PostgresArchiveDatabase, Task> Read)> Pages =>
        [
            ("courses", archive => LessonsOf(archive).Courses.ListAsync(Teacher, Term, None)),
            ("course", archive => LessonsOf(archive).Courses.FindAsync(Course, Teacher, None)),
            ("course report", ReadReportAsync),
            ("history", archive => LessonsOf(archive).Archive.ListSessionsAsync(new(Teacher, Limit: 21), None)),
            (
                "history, next page",
                archive =>
                    LessonsOf(archive)
                        .Archive.ListSessionsAsync(
                            new(Teacher, Before: new(2026, 2, 20, 0, 0, 0, TimeSpan.Zero), Limit: 21)
                            {
                                BeforeId = Latest,
                            },
                            None
                        )
            ),
            ("session report", ReadSessionReportAsync),
            (
                "student's lessons",
                archive => new OwnReports(archive, Lessons.Calendar).ListCoursesAsync(Student, Term, None)
            ),
            (
                "student's sessions",
                archive => new OwnReports(archive, Lessons.Calendar).ListSessionsAsync(new(Student, Limit: 21), None)
            ),
        ];

    [Fact]
    public async Task A_page_reads_no_more_of_an_archive_ten_times_as_large()
    {
        var small = await CountAsync(20_000);
        var large = await CountAsync(200_000);

        Assert.All(
            small.Keys,
            page =>
            {
                Assert.True(small[page] > 0, page);
                Assert.True(large[page] <= small[page] * 1.05, $"{page}: {small[page]} rows, then {large[page]}");
            }
        );
    }

    private async Task<Dictionary<string, long>> CountAsync(int records)
    {
        var server = await shared.StartAsync();
        var name = await server.CreateDatabaseAsync();
        // Whoever closes a connection has reported what it read.
        var settings = DatabaseUrl.Parse(server.UrlOf(name));
        settings.Pooling = false;
        await using var archive = new PostgresArchiveDatabase(settings);
        await archive.ApplySchemaAsync(None);
        await server.ExecuteAsync(name, Fill.Replace("{0}", $"{records}", StringComparison.Ordinal));
        await server.ExecuteAsync(name, AsIfLarge.Replace("{0}", name, StringComparison.Ordinal));
        // Visibility maps: without them, an index is never enough.
        await server.ExecuteAsync(name, "VACUUM");

        var read = new Dictionary<string, long>();
        foreach (var (page, readAsync) in Pages)
        {
            var before = await TotalAsync(server.ConnectionStringOf(name));
            await readAsync(archive);
            read[page] = await TotalAsync(server.ConnectionStringOf(name)) - before;
        }

        return read;
    }

    /// <summary>Once every other connection has ended, and with it its report.</summary>
    private static async Task<long> TotalAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var others = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
            connection
        );
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((long)(await others.ExecuteScalarAsync(deadline.Token))! > 0)
            await Task.Delay(10, deadline.Token);
        await using var total = new NpgsqlCommand(Counted, connection);
        return (long)(decimal)(await total.ExecuteScalarAsync(deadline.Token))!;
    }

    private static async Task ReadReportAsync(PostgresArchiveDatabase archive)
    {
        var reports = new TermReports(archive, Lessons.Calendar);
        var sessions = await reports.ListSessionsAsync(Course, new(), None);
        await reports.FindLastAsync(Course, new(), after: "", 4000, None);
        var students = await reports.ReadTermAsync(Course, new(), sessions, after: "", None).ToListAsync();
        Assert.Equal((42, 300), (sessions.Count, students.Count));
    }

    private static async Task ReadSessionReportAsync(PostgresArchiveDatabase archive)
    {
        var session = await LessonsOf(archive).Archive.FindSessionAsync(Latest, None);
        Assert.Equal(
            300,
            await new TermReports(archive, Lessons.Calendar).ReadSessionAsync(session!, None).CountAsync()
        );
    }

    private static Lessons LessonsOf(PostgresArchiveDatabase archive) =>
        new(archive, TimeProvider.System, Arranged.Noon);
}
