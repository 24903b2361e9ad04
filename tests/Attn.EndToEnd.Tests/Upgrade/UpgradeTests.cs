using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Attn.EndToEnd.Tests.Faults;
using Attn.Testing.Program;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Attn.EndToEnd.Tests.Upgrade;

/// <summary>
/// The program starts on what the version before courses wrote: every term report says the same, also where the upgrade
/// was killed on its way.
/// </summary>
public abstract class UpgradeTests : IAsyncLifetime
{
    private static readonly string[] FoldedTwins = ["İleri Fizik I", "ILERI FIZIK I"];
    private readonly string _folder = Directory.CreateTempSubdirectory("attn-test-").FullName;

    protected string Folder => _folder;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_term_report_says_the_same_after_the_upgrade()
    {
        var university = new OldUniversity(seed: 1, weeks: 7, students: 14);
        await WriteAsync(university);
        await using var program = await AttnProgram.StartAsync(Settings());
        await AssertReportsAsync(program, university);
    }

    [Fact]
    public async Task Upgrade_that_is_killed_at_its_end_begins_anew()
    {
        var university = new OldUniversity(seed: 3, weeks: 5, students: 10);
        await WriteAsync(university);
        var killed = await AttnProgram.RunToEndAsync([.. Settings(), ("ATTN_FAULT_POINT", "lessons-adopted")]);
        Assert.DoesNotContain("Now listening", killed.Output, StringComparison.Ordinal);

        await using var program = await AttnProgram.StartAsync(Settings());
        await AssertReportsAsync(program, university);
    }

    [Fact]
    public async Task Upgrade_that_is_killed_again_and_again_says_the_same()
    {
        const int kills = 4;
        var university = new OldUniversity(seed: 4, weeks: 25, students: 30);
        await WriteAsync(university);
        var random = new Random(4);
        var start = await MeasureStartAsync();
        for (var kill = 0; kill < kills; kill++)
        {
            await using var program = AttnProgram.Begin(Settings());
            await Task.Delay(start * random.NextDouble(), TestContext.Current.CancellationToken);
            await program.KillAsync();
        }

        await using var upgraded = await AttnProgram.StartAsync(Settings());
        await AssertReportsAsync(upgraded, university);
    }

    /// <summary>Where the archive is, beside <c>ATTN_DATA</c>.</summary>
    protected abstract IEnumerable<(string Variable, string Value)> Addresses { get; }

    private protected abstract Task<OldArchive> CreateAsync();

    private (string Variable, string Value)[] Settings() =>
        [("ATTN_DATA", _folder), ("RETENTION_DAYS", "0"), ("DEMO_TEACHERS", "2"), .. Addresses];

    private async Task WriteAsync(OldUniversity university)
    {
        await using var archive = await CreateAsync();
        await archive.WriteAsync(university);
    }

    /// <summary>How long a start takes here and now, with nothing to adopt.</summary>
    private static async Task<TimeSpan> MeasureStartAsync()
    {
        var watch = Stopwatch.StartNew();
        await using var program = await AttnProgram.StartAsync();
        return watch.Elapsed;
    }

    private static async Task AssertReportsAsync(AttnProgram program, OldUniversity university)
    {
        foreach (var number in new[] { 1, 2 })
        {
            using var teacher = await Teacher.SignsInAsync(program.Url, number);
            var own = university.Lessons.Where(lesson => lesson.Teacher == teacher.Number).ToList();
            var terms = (await teacher.GetAsync("/api/v1/teacher/terms")).Expect(HttpStatusCode.OK).Body;
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var term in terms.EnumerateArray())
            {
                var courses = (
                    await teacher.GetAsync($"/api/v1/teacher/courses?term_id={term.GetProperty("term_id").GetGuid()}")
                )
                    .Expect(HttpStatusCode.OK)
                    .Body;
                foreach (var course in courses.EnumerateArray())
                {
                    var name = course.GetProperty("name").GetString()!;
                    var lessons = own.Where(lesson => IsOf(name, lesson)).ToList();
                    await AssertReportAsync(teacher, course, term, lessons, isLatest: seen.Add(name));
                }
            }

            Assert.Equal(own.Count(lesson => lesson.Name != FoldedTwins[1]), seen.Count);
        }
    }

    private static bool IsOf(string course, OldLesson lesson) =>
        lesson.Name == course || (FoldedTwins.Contains(course) && FoldedTwins.Contains(lesson.Name));

    /// <param name="lessons">Those that are one course now.</param>
    /// <param name="isLatest">Whether the class list is this term's.</param>
    private static async Task AssertReportAsync(
        Teacher teacher,
        JsonElement course,
        JsonElement term,
        List<OldLesson> lessons,
        bool isLatest
    )
    {
        var (first, last) = (DayIn(term, "first_day"), DayIn(term, "last_day"));
        var held = lessons
            .SelectMany(lesson => lesson.Sessions)
            .Where(session => session.IsHeld && DayOf(session) >= first && DayOf(session) <= last)
            .OrderBy(session => session.Start)
            .ThenBy(session => session.Id.ToString(), StringComparer.Ordinal)
            .ToList();
        var plan = lessons.Select(lesson => lesson.Plan).FirstOrDefault(plan => plan is not null);
        var report = await AskAsync(teacher, course, term, lessons);

        Assert.Equal(
            held.Select(session => session.Id),
            report.GetProperty("sessions").EnumerateArray().Select(each => each.GetProperty("attendance_id").GetGuid())
        );
        Assert.Equal(OldReport.LimitOf(plan), report.GetProperty("required_percentage").GetDecimal());
        var seen = held.SelectMany(session => session.Words.Keys.Where(student => session.Words[student] != "deleted"))
            .ToHashSet(StringComparer.Ordinal);
        // One list stood for all terms; it is the last one's now, so that who never came is missing in those before.
        var expected = isLatest ? seen.Union(lessons.SelectMany(lesson => lesson.List)) : seen;
        Assert.Equal(
            expected
                .Order(StringComparer.Ordinal)
                .Select(student => (student, OldReport.Of(plan, held, student)))
                .ToList(),
            report
                .GetProperty("students")
                .EnumerateArray()
                .Select(row => (row.GetProperty("user_school_number").GetString()!, OldReport.Of(row)))
                .ToList()
        );
    }

    /// <summary>By the course's id, by every name of it in the term, and by the days of the term: the same.</summary>
    private static async Task<JsonElement> AskAsync(
        Teacher teacher,
        JsonElement course,
        JsonElement term,
        List<OldLesson> lessons
    )
    {
        var report = (
            await teacher.GetAsync($"/api/v1/teacher/courses/{course.GetProperty("course_id").GetGuid()}/report")
        ).Expect(HttpStatusCode.OK);
        // A name with a slash is reached by its course's id alone.
        foreach (var lesson in lessons.Where(lesson => !lesson.Name.Contains('/')))
        {
            var path = $"/api/v1/teacher/lessons/{Uri.EscapeDataString(lesson.Name)}/report";
            var days =
                $"from={term.GetProperty("first_day").GetString()}&to={term.GetProperty("last_day").GetString()}";
            var ofTerm = await teacher.GetAsync($"{path}?term_id={term.GetProperty("term_id").GetGuid()}");
            Assert.Equal(report.Text, ofTerm.Expect(HttpStatusCode.OK).Text);
            var ofDays = await teacher.GetAsync($"{path}?{days}");
            Assert.Equal(report.Text, ofDays.Expect(HttpStatusCode.OK).Text);
        }

        return report.Body;
    }

    private static DateOnly DayIn(JsonElement term, string name) =>
        DateOnly.ParseExact(term.GetProperty(name).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>In Istanbul.</summary>
    private static DateOnly DayOf(OldSession session) =>
        DateOnly.FromDateTime(session.Start.ToOffset(TimeSpan.FromHours(3)).DateTime);
}

public sealed class SqliteUpgradeTests : UpgradeTests
{
    protected override IEnumerable<(string Variable, string Value)> Addresses => [];

    private protected override Task<OldArchive> CreateAsync() =>
        OldArchive.CreateAsync(
            new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = Path.Combine(Folder, "attn.db"),
                    Pooling = false,
                }.ConnectionString
            )
        );
}

public sealed class PostgresUpgradeTests(FaultServers servers) : UpgradeTests
{
    private Stores? _stores;

    protected override IEnumerable<(string Variable, string Value)> Addresses => _stores!.Settings;

    public override async ValueTask InitializeAsync() => _stores = await servers.NewStoresAsync();

    private protected override Task<OldArchive> CreateAsync() =>
        OldArchive.CreateAsync(new NpgsqlConnection(_stores!.Postgres.ConnectionStringOf(_stores.Database)));
}
