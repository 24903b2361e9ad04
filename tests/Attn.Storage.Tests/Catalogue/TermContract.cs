using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Catalogue;
using Attn.Storage.Tests.Archive;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Tests.Catalogue;

/// <summary>Terms and the courses in them, in every database. Each test has a decade of its own.</summary>
public abstract class TermContract : CourseContract
{
    private static int _lastDecade = 2000;
    private readonly int _year = Interlocked.Add(ref _lastDecade, 10);

    private Terms Terms => Lessons.Terms;

    [Fact]
    public async Task Terms_are_made_from_the_yearly_starts_when_one_is_needed()
    {
        Assert.Null(await Terms.FindOfDayAsync(Day(3, 2), None));

        var spring = await Terms.FindOrMakeAsync(At(3, 2), None);
        var autumn = (await Terms.ListAsync(At(10, 1), None))[0];

        Assert.Equal((Day(2, 1), Day(6, 30), false), (spring.FirstDay, spring.LastDay, spring.IsEntered));
        Assert.Equal((Day(9, 1), Day(1, 31, 1)), (autumn.FirstDay, autumn.LastDay));
        Assert.Equal(spring, await Terms.FindOrMakeAsync(At(6, 30), None));
        Assert.Equal(spring, await Terms.FindOfDayAsync(Day(2, 1), None));
        Assert.Equal(spring, await Terms.FindAsync(spring.Id, None));
        Assert.Equal([autumn, spring], await ListOwnAsync());
    }

    [Fact]
    public async Task Entered_term_takes_over_the_made_one_with_its_courses_and_cuts_its_neighbours()
    {
        var (winter, spring) = (
            await Terms.FindOrMakeAsync(At(1, 10), None),
            await Terms.FindOrMakeAsync(At(3, 2), None)
        );
        var course = await FindOrMakeAsync("Algebra", At(3, 2));

        var entered = (await Terms.EnterAsync($"{_year} Spring", Day(1, 26), Day(6, 5), None)).Value!;

        Assert.Equal(new(spring.Id, $"{_year} Spring", Day(1, 26), Day(6, 5)) { IsEntered = true }, entered);
        Assert.Equal([entered, winter with { LastDay = Day(1, 25) }], await ListOwnAsync());
        Assert.Equal(entered, (await Lessons.Courses.FindAsync(course, Teacher, None))!.Term);
        Assert.Equal(course, await FindOrMakeAsync("ALGEBRA", At(1, 28)));
        var summer = await Terms.FindOrMakeAsync(At(6, 10), None);
        Assert.Equal((Day(6, 6), Day(6, 30)), (summer.FirstDay, summer.LastDay));
    }

    [Fact]
    public async Task Entered_term_is_moved_by_its_name_and_never_over_another()
    {
        var first = (await Terms.EnterAsync($"{_year} A", Day(2, 1), Day(2, 28), None)).Value!;
        var second = (await Terms.EnterAsync($"{_year} B", Day(3, 1), Day(3, 31), None)).Value!;

        Assert.Equal(TermRefusal.Overlaps, (await Terms.EnterAsync($"{_year} A", Day(2, 1), Day(3, 1), None)).Refusal);
        Assert.Equal(
            TermRefusal.EndsBeforeItBegins,
            (await Terms.EnterAsync($"{_year} C", Day(5, 2), Day(5, 1), None)).Refusal
        );
        Assert.Equal([second, first], await ListOwnAsync());

        var moved = (await Terms.EnterAsync($"{_year} A", Day(4, 1), Day(4, 30), None)).Value!;
        Assert.Equal(first with { FirstDay = Day(4, 1), LastDay = Day(4, 30) }, moved);
        Assert.Equal([moved, second], await ListOwnAsync());
    }

    [Fact]
    public async Task Made_term_of_which_nothing_is_left_goes_unless_it_has_courses()
    {
        await Terms.FindOrMakeAsync(At(7, 10), None);
        await Terms.FindOrMakeAsync(At(10, 10), None);
        var kept = await FindOrMakeAsync("Algebra", At(10, 10));

        var year = (await Terms.EnterAsync($"{_year} Year", Day(7, 1), Day(6, 30, 1), None)).Value!;
        Assert.Equal([year], await ListOwnAsync());
        Assert.Equal(year, (await Lessons.Courses.FindAsync(kept, Teacher, None))!.Term);
    }

    [Fact]
    public async Task Twenty_programs_that_need_the_same_term_make_one()
    {
        var terms = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(day => Task.Run(() => Terms.FindOrMakeAsync(At(3, 1 + day), None)))
        );

        Assert.Single(terms.Distinct());
        Assert.Equal([terms[0]], await ListOwnAsync());
    }

    [Fact]
    public async Task Terms_that_are_made_and_entered_at_once_share_no_day()
    {
        var tasks = Enumerable
            .Range(0, 60)
            .Select(number =>
                Task.Run(async () =>
                {
                    var day = Day(1, 1).AddDays(number * 11);
                    if (number % 3 == 0)
                        await Terms.EnterAsync($"{_year} {number % 9}", day, day.AddDays(number), None);
                    else
                        await Lessons.Courses.FindOrMakeAsync(Teacher, $"Lesson {number % 5}", Instant(day), None);
                })
            );
        await Task.WhenAll(tasks);

        var terms = await ListOwnAsync();
        Assert.All(
            terms.Zip(terms.Skip(1)),
            pair => Assert.True(pair.Second.LastDay < pair.First.FirstDay, $"{pair.Second} overlaps {pair.First}.")
        );
        Assert.Equal(
            terms.Where(term => term.IsEntered).Select(term => term.Name).Distinct(StringComparer.Ordinal),
            terms.Where(term => term.IsEntered).Select(term => term.Name)
        );
    }

    [Fact]
    public async Task Fifty_class_sessions_opened_at_once_in_four_spellings_make_one_course()
    {
        string[] spellings = ["İleri Fizik I", "İLERİ FİZİK I", "ILERI FIZIK I", "ileri\u00A0fizik i"];

        var ids = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(number => Task.Run(() => FindOrMakeAsync(spellings[number % 4], At(3, 2))))
        );

        var course = Assert.Single(await ListAsync(At(3, 2)));
        Assert.All(ids, id => Assert.Equal(course.Id, id));
        Assert.Contains(course.Name, spellings);
        Assert.Equal(
            (TeacherRole.Owner, CourseKind.Theory, null, null, 0),
            (course.Role, course.Kind, course.Policy, course.Section, course.StudentCount)
        );
    }

    [Fact]
    public async Task Course_of_another_term_teacher_or_number_is_another_one()
    {
        var course = await FindOrMakeAsync("Analiz I", At(3, 2));

        var others = new[]
        {
            await FindOrMakeAsync("Analiz II", At(3, 2)),
            await FindOrMakeAsync("Analiz I", At(10, 2)),
            await Lessons.Courses.FindOrMakeAsync(Teacher + "2", "Analiz I", At(3, 2), None),
        };

        Assert.Equal(4, others.Append(course).Distinct().Count());
        Assert.Null(await Lessons.Courses.FindAsync(others[2], Teacher, None));
        Assert.Equal(["Analiz I", "Analiz II"], (await ListAsync(At(3, 2))).Select(each => each.Name));
    }

    [Fact]
    public async Task Sections_of_a_course_are_courses_and_each_is_made_once()
    {
        var term = (await Terms.FindOrMakeAsync(At(3, 2), None)).Id;

        var made = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(number =>
                    Task.Run(() =>
                        Lessons.Courses.CreateAsync(
                            Teacher,
                            new(
                                number % 2 == 0 ? "Fizik I" : "FIZIK I",
                                "PHY101",
                                $"{number % 3}",
                                CourseKind.Practice
                            ),
                            term,
                            None
                        )
                    )
                )
        );

        Assert.Equal(3, made.Count(course => course is not null));
        var courses = await ListAsync(At(3, 2));
        Assert.Equal(["0", "1", "2"], courses.Select(course => course.Section));
        Assert.All(
            courses,
            course =>
                Assert.Equal(
                    ("PHY101", CourseKind.Practice, TeacherRole.Owner),
                    (course.Code, course.Kind, course.Role)
                )
        );
        Assert.Equal(courses[0].Id, await FindOrMakeAsync("fızık ı", At(3, 2)));
    }

    [Fact]
    public async Task Versions_of_a_policy_that_are_made_at_once_are_all_there_in_their_order()
    {
        var course = await FindOrMakeAsync("Algebra", At(3, 2));

        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    Task.Run(() =>
                        Lessons.Courses.ChangePolicyAsync(
                            course,
                            Teacher,
                            policy =>
                                (policy ?? StoredPolicy.Unchanged) with
                                {
                                    PlannedUnits = (policy?.PlannedUnits ?? 0) + 0.5m,
                                },
                            kind: null,
                            None
                        )
                    )
                )
        );

        var policies = await Lessons.Courses.ListPoliciesAsync(course, None);
        Assert.Equal(Enumerable.Range(1, 20), policies.Select(policy => policy.Version));
        Assert.Equal(
            Enumerable.Range(1, 20).Select(number => (decimal?)number / 2),
            policies.Select(policy => policy.PlannedUnits)
        );
        Assert.All(
            policies,
            policy =>
                Assert.Equal((Teacher, null, null), (policy.ChangedBy, policy.LimitPercent, policy.HoursPerSession))
        );
        Assert.Null(
            await Lessons.Courses.ChangePolicyAsync(Guid.NewGuid(), Teacher, _ => StoredPolicy.Unchanged, null, None)
        );
    }

    private DateOnly Day(int month, int day, int yearsLater = 0) => new(_year + yearsLater, month, day);

    private DateTimeOffset At(int month, int day) => Instant(Day(month, day));

    private static DateTimeOffset Instant(DateOnly day) => new(day, new(9, 0), TimeSpan.Zero);

    private Task<Guid> FindOrMakeAsync(string lesson, DateTimeOffset at) =>
        Lessons.Courses.FindOrMakeAsync(Teacher, lesson, at, None);

    private async Task<IReadOnlyList<Course>> ListAsync(DateTimeOffset at) =>
        await Lessons.Courses.ListAsync(Teacher, (await Terms.FindOrMakeAsync(at, None)).Id, None);

    /// <summary>The terms of this test's decade, the latest first.</summary>
    private Task<List<Term>> ListOwnAsync()
    {
        var (first, last) = (new DateOnly(_year - 1, 6, 1), new DateOnly(_year + 8, 12, 31));
        return Database.ReadAsync(
            (context, token) =>
                context
                    .Terms.Where(term => term.FirstDay >= first && term.FirstDay <= last)
                    .OrderByDescending(term => term.FirstDay)
                    .ToListAsync(token),
            None
        );
    }
}

public sealed class PostgresTermTests(PostgresDatabase database) : TermContract, IClassFixture<PostgresDatabase>
{
    private protected override IArchiveDatabase Database => database.Archive;
}

public sealed class SqliteTermTests(SqliteArchiveFile file) : TermContract, IClassFixture<SqliteArchiveFile>
{
    private protected override IArchiveDatabase Database => file.Archive;
}
