using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.Api.Tests.Terms;

/// <summary>
/// A year from end to end: two terms of two teachers who share a course, with everything that happens in a term. After
/// each part every figure of every place is compared with one that is computed here, from what was done.
/// </summary>
public abstract class TermTests
{
    private const int SecondTerm = 45;
    private const int RetentionDays = 100;
    private TermStory _story = null!;
    private TermComparison _places = null!;

    protected abstract Task<ClockedProgram> StartAsync(params (string Variable, string Value)[] settings);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_figure_of_two_terms_is_right_in_every_place(int seed)
    {
        await using var program = await StartAsync(
            ("TERM_STARTS", TermStory.TermStartsFor(TimeProvider.System.GetUtcNow())),
            ("RETENTION_DAYS", $"{RetentionDays}"),
            ("TEACHER_TOKEN_EXPIRE_MINUTES", "600"),
            ("TEACHER_SESSION_TTL_SECONDS", "36000")
        );
        _story = new(program, seed);
        _places = new(_story);
        await _story.BeginAsync();

        await PlayAsync(firstDay: 1);
        var firstTerm = _story.Courses.ToList();
        await CorrectAllAsync(firstTerm);
        await _places.AssertAllAsync();
        var reports = await ReportsAsync(firstTerm);

        await PlayAsync(SecondTerm);
        Assert.Equal(2, _story.Courses.Select(course => course.TermId).Distinct().Count());
        Assert.Equal(6, _story.Courses.Select(course => course.Id).Distinct().Count());
        Assert.Equal(reports, await ReportsAsync(firstTerm));
        await CorrectAllAsync(firstTerm);
        await _places.AssertAllAsync();

        await ForgetAsync(program, firstTerm);
        await _places.AssertAllAsync();
    }

    /// <summary>One term, which begins on this day of the story.</summary>
    private async Task PlayAsync(int firstDay)
    {
        await _story.BeginTermAsync(firstDay);
        var termId = _story.Courses[^1].TermId;
        var shared = _story.Course(TermStory.Shared, termId);
        var planned = _story.Course(TermStory.Planned, termId);
        var listless = _story.Course(TermStory.Listless, termId);
        await _places.AssertAllAsync();

        await _story.HoldAsync(shared, firstDay);
        await _story.HoldAsync(planned, firstDay);
        await _story.HoldAsync(listless, firstDay);
        var ahead = await _story.PlanAsync(listless, firstDay + 2, forDay: firstDay + 5, lates: true);
        await _story.HoldAsync(
            shared,
            firstDay + 3,
            lates: true,
            by: _story.Colleague,
            during: IsRightLiveAsync(shared)
        );
        await _story.HoldAsync(planned, firstDay + 3);
        await _story.HoldAsync(listless, firstDay + 5, planned: ahead, during: IsRightLiveAsync(listless));
        await _places.AssertAllAsync();

        await ChangeTheListAsync(shared, firstDay);
        await _story.SetAsync(
            shared,
            new("hours", "absent", Lates: 2, Limit: 70, Planned: 24.5m, HoursPerSession: firstDay > 1 ? 1.25m : null)
        );
        await _places.AssertAllAsync();

        if (firstDay == SecondTerm)
            await _story.PlanWeekAsync(shared);
        await WhatDoesNotTakePlaceAsync(planned, listless, firstDay + 10);
        await _story.SetAsync(listless, new("sessions", "attended", Lates: 3, Limit: 60));
        await _story.EnrolAsync(planned, _story.Students[5], new());
        await _story.EnrolAsync(planned, _story.Students[^1], new(From: _story.Day(firstDay + 3)));
        await _story.SetAsync(planned, new("sessions", "neutral", Lates: 2, Limit: 75, Planned: 9, HoursPerSession: 2));
        await _places.AssertAllAsync();

        foreach (var course in new[] { shared, planned, listless })
            await _story.HoldAsync(course, firstDay + 15, lates: true);
        var mistake = await _story.HoldAsync(listless, firstDay + 18);
        await _story.DeleteAsync(listless, mistake);
        await _story.HoldAsync(shared, firstDay + 20, lates: true);
        await _story.HoldAsync(planned, firstDay + 20, lates: true);
        await _places.AssertAllAsync();
    }

    /// <summary>Joins and leaves, an exemption, a student who is removed, and a stranger who is enrolled.</summary>
    private async Task ChangeTheListAsync(LoggedCourse shared, int firstDay)
    {
        var listed = shared.List.Keys.Order(StringComparer.Ordinal).ToList();
        var strangers = _story.Students.Except(listed).ToList();
        await _story.EnrolAsync(shared, listed[0], new(From: _story.Day(firstDay + 3)));
        await _story.EnrolAsync(shared, listed[1], new(To: _story.Day(firstDay + 8)));
        await _story.EnrolAsync(shared, listed[2], new(IsExempt: true));
        await _story.RemoveAsync(shared, listed[3]);
        await _story.HoldAsync(
            shared,
            firstDay + 8,
            strangers: [strangers[0], strangers[1]],
            during: IsRightLiveAsync(shared)
        );
        await _places.AssertAllAsync();
        await _story.EnrolAsync(shared, strangers[0], new());
        await _story.EnrolAsync(shared, strangers[1], new(From: _story.Day(firstDay + 8)));
        await _story.EnrolAsync(
            shared,
            strangers[2],
            new(From: _story.Day(firstDay + 15), To: _story.Day(firstDay + 15))
        );
    }

    /// <summary>Cancelled while it runs, cancelled before it starts, and ended before it starts.</summary>
    private async Task WhatDoesNotTakePlaceAsync(LoggedCourse planned, LoggedCourse listless, int day)
    {
        await _story.CancelRunningAsync(planned, day);
        var never = await _story.PlanAsync(planned, day + 1, forDay: day + 2);
        var early = await _story.PlanAsync(listless, day + 1, forDay: day + 2);
        await _places.AssertAllAsync();
        await _story.CancelAsync(planned, never);
        await _story.FinishBeforeStartAsync(listless, early);
    }

    private async Task CorrectAllAsync(List<LoggedCourse> courses)
    {
        foreach (var course in courses)
        {
            foreach (var session in course.Held.ToList())
                await _story.CorrectAsync(course, session, by: course.Teachers[^1]);
        }
    }

    private Func<LoggedSession, Task> IsRightLiveAsync(LoggedCourse course) =>
        async session =>
        {
            using var teacher = await _story.TeacherAsync(course.Teachers[0]);
            await _places.AssertSessionAsync(teacher, course, session);
        };

    private async Task<List<string>> ReportsAsync(List<LoggedCourse> courses)
    {
        var reports = new List<string>();
        foreach (var course in courses)
            reports.Add(await _places.ReportAsync(course));
        return reports;
    }

    /// <summary>The first term becomes older than what is kept; the second one does not.</summary>
    private async Task ForgetAsync(ClockedProgram program, List<LoggedCourse> firstTerm)
    {
        _story.AdvanceToDay(SecondTerm + RetentionDays - 2);
        var term = firstTerm[0].TermId;
        await Eventually.IsTrueAsync(
            async () =>
            {
                program.Clock.Advance(TimeSpan.FromMinutes(1));
                using var teacher = await _story.TeacherAsync(_story.Owner);
                using var colleague = await _story.TeacherAsync(_story.Colleague);
                return await HasNoneAsync(teacher, term) && await HasNoneAsync(colleague, term);
            },
            "the first term's courses are deleted"
        );
        using var owner = await _story.TeacherAsync(_story.Owner);
        foreach (var course in firstTerm)
        {
            (await owner.GetAsync($"/api/v1/teacher/courses/{course.Id}/report")).Expect(
                HttpStatusCode.NotFound,
                "course_not_found"
            );
            _story.Courses.Remove(course);
        }
    }

    private static async Task<bool> HasNoneAsync(Teacher teacher, Guid term) =>
        (await teacher.GetAsync($"/api/v1/teacher/courses?term_id={term}")).Expect(HttpStatusCode.OK).Text == "[]";
}

public sealed class EmbeddedTermTests : TermTests
{
    protected override Task<ClockedProgram> StartAsync(params (string Variable, string Value)[] settings) =>
        ClockedProgram.StartAsync(settings);
}

public sealed class ServersTermTests : TermTests, IAsyncLifetime
{
    private RedisServer? _redis;
    private PostgresServer? _postgres;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _postgres = await PostgresServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        if (_redis is not null)
            await _redis.DisposeAsync();
    }

    protected override async Task<ClockedProgram> StartAsync(params (string Variable, string Value)[] settings) =>
        await ClockedProgram.StartOnServersAsync([
            .. settings,
            ("APPLICATION_REDIS_URL", _redis!.UrlOf()),
            ("RATE_LIMITER_REDIS_URL", _redis.UrlOf(1)),
            ("DATABASE_URL", _postgres!.UrlOf(await _postgres.CreateDatabaseAsync())),
        ]);
}
