using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Copying;
using Attn.Storage.Archive.Rows;
using Attn.Storage.Catalogue;
using Attn.Storage.Reports;
using Attn.Storage.Tests.Archive;
using Microsoft.EntityFrameworkCore;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Catalogue;

/// <summary>
/// What a version before courses wrote becomes courses, in every database: class sessions without a course under
/// <see cref="Names.Key"/>, plans and class lists in tables of their own.
/// </summary>
public abstract class AdoptionContract : CourseContract
{
    private static readonly DateTimeOffset Autumn = new(2025, 10, 6, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Spring = Noon;
    private static readonly string[] Spellings = ["İleri Fizik I", "İLERİ FİZİK I", "ILERI FIZIK I", "ileri fizik i"];

    [Fact]
    public async Task Spellings_become_one_course_of_each_term_with_every_session_and_the_same_figures()
    {
        var students = Enumerable.Range(0, 12).Select(number => $"{Teacher}-{number:D2}").ToList();
        var copies = SessionsOfTwoTerms(students);
        foreach (var copy in copies)
            await WriteAsync(copy);

        await Lessons.Adoption.RunAsync(None);

        var (autumn, spring) = (await CourseOfAsync(Autumn), await CourseOfAsync(Spring));
        Assert.NotEqual(autumn.Id, spring.Id);
        Assert.Equal("ILERI FIZIK I", spring.Name);
        foreach (var (course, month) in new[] { (autumn, 10), (spring, 3) })
        {
            var held = copies
                .Where(copy => copy.Session.StartTime.Month == month && copy.Session.EndTime > copy.Session.StartTime)
                .OrderBy(copy => copy.Session.StartTime)
                .ToList();
            Assert.Equal((held.Count, held[^1].Session.StartTime), (course.HeldSessions, course.LastHeldAt));
            var sessions = await Reports.ListSessionsAsync(course.Id, new(), None);
            Assert.Equal(held.Select(copy => copy.Session with { CourseId = course.Id }), sessions);
            Assert.Equal(Spellings, sessions.Select(session => session.LessonName).Distinct().Order(ByPlace));

            var report = await Reports.ReadTermAsync(course.Id, new(), sessions, None).ToListAsync(None);
            Assert.Equal(FiguresOf(held), report.Select(row => (row.Number, string.Join(' ', row.Statuses))));
            Assert.Equal(report.Count, course.StudentCount);
            var ofDays = new TermRange(held[2].Session.StartTime, held[6].Session.StartTime);
            var some = await Reports.ListSessionsAsync(course.Id, ofDays, None);
            Assert.Equal(
                FiguresOf(held[2..6]),
                (await Reports.ReadTermAsync(course.Id, ofDays, some, None).ToListAsync(None)).Select(row =>
                    (row.Number, string.Join(' ', row.Statuses))
                )
            );
        }

        Assert.Equal(
            copies.Count,
            (await Archive.ListSessionsAsync(new(Teacher, LessonName: "İLERİ fizik ı", Limit: 100), None)).Count
        );
    }

    [Fact]
    public async Task Plan_counts_in_every_term_and_the_class_list_in_the_last()
    {
        await WriteAsync("İleri Fizik I", Autumn, "1");
        await WriteAsync("ILERI FIZIK I", Spring.AddDays(-7), "2");
        await WriteAsync("İleri Fizik I", Spring, "3");
        await PlanAsync("ILERI FIZIK I", new(28, 1, CourseKind.Theory), Spring.AddDays(-20), ("4", "Four"));
        await PlanAsync("İleri Fizik I", new(42, 1.5m, CourseKind.Practice), Spring, ("5", "Five"), ("6", "Altı"));

        await Lessons.Adoption.RunAsync(None);

        var (autumn, spring) = (await CourseOfAsync(Autumn), await CourseOfAsync(Spring));
        Assert.Equal("İleri Fizik I", spring.Name);
        Assert.Equal(
            (42m, 1.5m, CourseKind.Practice, false, 1),
            (
                autumn.Policy!.PlannedUnits!.Value,
                autumn.Policy.HoursPerSession!.Value,
                autumn.Kind,
                autumn.HasClassList,
                autumn.StudentCount
            )
        );
        Assert.Equal(
            [(1, 28m, (decimal?)1, Spring.AddDays(-20)), (2, 42m, 1.5m, Spring)],
            (await Lessons.Courses.ListPoliciesAsync(spring.Id, None)).Select(policy =>
                (policy.Version, policy.PlannedUnits!.Value, policy.HoursPerSession, policy.ChangedAt)
            )
        );
        var list = await Lessons.Lists.ReadAsync(spring.Id, None);
        Assert.True(list.IsClassList);
        Assert.Equal(
            [("4", "Four"), ("5", "Five"), ("6", "Altı")],
            list.Students.Select(student => (student.Number, student.Name))
        );
        Assert.Equal(
            ["1"],
            (await Lessons.Lists.ReadAsync(autumn.Id, None)).Students.Select(student => student.Number)
        );
    }

    [Fact]
    public async Task Lesson_that_was_planned_and_never_held_is_a_course_of_the_term_of_its_plan()
    {
        await PlanAsync("Kuantum", CoursePlan.Unplanned, Autumn, ("7", "Seven"));

        await Lessons.Adoption.RunAsync(None);

        var course = (await Lessons.Courses.FindAsync(await IdOfAsync("KUANTUM", Autumn), Teacher, None))!;
        Assert.Equal(
            (null, true, 1, 0),
            (course.Policy, course.HasClassList, course.StudentCount, course.HeldSessions)
        );
        Assert.Null(await Lessons.FindAsync(Teacher, "Kuantum"));
    }

    [Fact]
    public async Task Deleted_sessions_are_adopted_and_show_nobody()
    {
        await WriteAsync("Optik", Spring, "1");
        var deleted = Copied("Optik", Spring.AddDays(7), "2");
        await WriteAsync(deleted, deletedAt: Spring.AddDays(8));
        var early = Copied("Optik", Spring.AddDays(14), "3");
        await WriteAsync(early with { Session = early.Session with { EndTime = early.Session.StartTime } });

        await Lessons.Adoption.RunAsync(None);

        var course = (await Lessons.FindAsync(Teacher, "OPTİK"))!;
        Assert.Equal((1, 1), (course.HeldSessions, course.StudentCount));
        Assert.Equal(["1"], await SeenAsync(course.Id));
        Assert.Equal(
            3,
            await CountAsync(context => context.ClassSessions.Where(row => row.Session.CourseId == course.Id))
        );
    }

    [Fact]
    public async Task Sessions_that_were_one_lesson_stay_one_course()
    {
        await WriteAsync("Op. Araştırması", Spring, "1");
        await WriteAsync("Araştırması", Spring.AddDays(7), "2");

        await Lessons.Adoption.RunAsync(None);

        var course = Assert.Single(await Lessons.ListAsync(Teacher));
        Assert.Equal(("Araştırması", 2, 2), (course.Name, course.HeldSessions, course.StudentCount));
    }

    [Fact]
    public async Task Session_that_was_live_meanwhile_joins_its_course()
    {
        await WriteAsync("Optik", Spring, "1");
        await Lessons.Adoption.RunAsync(None);

        await Archive.SaveAsync(Copied("OPTIK", Spring.AddDays(7), "2"), None);

        var course = Assert.Single(await Lessons.ListAsync(Teacher));
        Assert.Equal((2, 2), (course.HeldSessions, course.StudentCount));
    }

    [Fact]
    public async Task Entered_terms_of_the_time_are_used()
    {
        var year = new DateOnly(2019, 1, 1);
        var first = (await Lessons.Terms.EnterAsync("First half", year, year.AddDays(99), None)).Value!;
        var second = (await Lessons.Terms.EnterAsync("Second half", year.AddDays(100), year.AddDays(199), None)).Value!;
        var noon = new DateTimeOffset(2019, 1, 1, 12, 0, 0, TimeSpan.Zero);
        await WriteAsync("Optik", noon.AddDays(99), "1");
        await WriteAsync("Optik", noon.AddDays(100), "2");
        // Already the next day in the institution's zone.
        await WriteAsync("Optik", noon.AddDays(99).AddHours(9.5), "3");

        await Lessons.Adoption.RunAsync(None);

        Assert.Equal(1, Assert.Single(await Lessons.Courses.ListAsync(Teacher, first.Id, None)).HeldSessions);
        Assert.Equal(2, Assert.Single(await Lessons.Courses.ListAsync(Teacher, second.Id, None)).HeldSessions);
    }

    [Fact]
    public async Task Running_twice_or_in_five_programs_at_once_changes_nothing_more()
    {
        for (var round = 0; round < 3; round++)
        {
            await WriteAsync(Spellings[round], Autumn.AddDays(round), "1", "2");
            await WriteAsync(Spellings[round + 1], Spring.AddDays(round), "2", "3");
            await PlanAsync(
                Spellings[round],
                new(28 + round, 1, CourseKind.Theory),
                Spring.AddDays(round),
                ("9", "Nine")
            );

            await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Lessons.Adoption.RunAsync(None))));
            var before = await DescribeAsync();
            await Lessons.Adoption.RunAsync(None);

            Assert.Equal(before, await DescribeAsync());
            var (autumn, spring) = (await CourseOfAsync(Autumn), await CourseOfAsync(Spring));
            Assert.Equal((round + 1, round + 1), (autumn.HeldSessions, spring.HeldSessions));
            Assert.Equal(28 + round, autumn.Policy!.PlannedUnits);
            Assert.Equal(["1", "2"], await SeenAsync(autumn.Id));
            Assert.Equal(["2", "3"], await SeenAsync(spring.Id));
        }
    }

    [Fact]
    public async Task Interrupted_adoption_leaves_nothing_and_is_made_up_for()
    {
        await WriteAsync("Optik", Spring, "1");
        await PlanAsync("Optik", new(28, 1, CourseKind.Theory), Spring, ("2", "Two"));
        var before = await DescribeAsync();
        var broken = new Lessons(new BreakingDatabase(Database), TimeProvider.System, Noon);

        await Assert.ThrowsAsync<TimeoutException>(() => broken.Adoption.RunAsync(None));

        Assert.Equal(before, await DescribeAsync());
        Assert.Empty(await Lessons.ListAsync(Teacher));
        await Lessons.Adoption.RunAsync(None);
        var course = Assert.Single(await Lessons.ListAsync(Teacher));
        Assert.Equal((1, true, 28m), (course.HeldSessions, course.HasClassList, course.Policy!.PlannedUnits));
        Assert.Equal(0, await CountAsync(context => context.LessonPlans));
        Assert.Equal(0, await CountAsync(context => context.ClassLists));
    }

    private static Comparer<string> ByPlace { get; } =
        Comparer<string>.Create(
            (one, other) => Array.IndexOf(Spellings, one).CompareTo(Array.IndexOf(Spellings, other))
        );

    /// <summary>The term report as version 0.1 counted it, from the rows alone.</summary>
    private static IEnumerable<(string Number, string Statuses)> FiguresOf(List<SessionCopy> held) =>
        from number in held.SelectMany(copy => copy.Records)
            .Where(record => !record.State.IsDeleted)
            .Select(record => record.StudentNumber)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
        let records = held.Select(copy => copy.Records.SingleOrDefault(record => record.StudentNumber == number))
        select (
            number,
            string.Join(
                ' ',
                records.Select(record =>
                    record switch
                    {
                        null or { State.IsDeleted: true } => "Absent",
                        { State.Excused: true } => "Excused",
                        { State.IsAttended: false } => "NotAccepted",
                        _ when record.State.AttendanceTime - StartOf(held, record) > TimeSpan.FromMinutes(10) => "Late",
                        _ => "Present",
                    }
                )
            )
        );

    private static DateTimeOffset StartOf(List<SessionCopy> held, AttendanceRecord record) =>
        held.Single(copy => copy.Session.Id == record.SessionId).Session.StartTime;

    /// <summary>
    /// Twelve sessions in each of two terms, in every spelling, and one in each that counts for nobody.
    /// </summary>
    private List<SessionCopy> SessionsOfTwoTerms(List<string> students)
    {
        var random = new Random(15);
        var copies = new List<SessionCopy>();
        foreach (var first in new[] { Autumn, Spring })
        {
            for (var number = 0; number < 13; number++)
            {
                var start = first.AddDays(number);
                var copy = Copied(Spellings[(number + 2) % 4], start);
                copies.Add(
                    copy with
                    {
                        Session = number == 12 ? copy.Session with { EndTime = start } : copy.Session,
                        Records =
                        [
                            .. students
                                .Where(_ => random.Next(3) > 0)
                                .Select(student => Record(copy.Session, student, state: AnyState(random, start))),
                        ],
                    }
                );
            }
        }

        return copies;
    }

    private static RecordState AnyState(Random random, DateTimeOffset start) =>
        random.Next(5) switch
        {
            0 => RecordState.Failed("left early", DecidedBy.Teacher),
            1 => RecordState.Failed("ill", DecidedBy.Teacher) with { Excused = true },
            2 => RecordState.Present(start.AddMinutes(20), DecidedBy.System),
            3 => RecordState.Present(start.AddMinutes(2), DecidedBy.System) with { IsDeleted = true },
            _ => RecordState.Present(start.AddMinutes(2), DecidedBy.System),
        };

    private SessionCopy Copied(string lesson, DateTimeOffset start, params IReadOnlyList<string> students)
    {
        var session = LessonSession(Teacher, lesson, start);
        return Copy(session, [.. students.Select(student => Record(session, student))]);
    }

    private Task<bool> WriteAsync(string lesson, DateTimeOffset start, params IReadOnlyList<string> students) =>
        WriteAsync(Copied(lesson, start, students));

    /// <summary>As the version before wrote it.</summary>
    private Task<bool> WriteAsync(SessionCopy copy, DateTimeOffset? deletedAt = null) =>
        Database.WriteAsync(
            async (transaction, token) =>
            {
                var row = new ClassSessionRow
                {
                    Id = copy.Session.Id,
                    LessonKey = Names.Key(copy.Session.LessonName),
                    Session = copy.Session,
                    DeletedAt = deletedAt,
                };
                await transaction.UpsertAsync(row, Replacing.Nothing, token);
                foreach (var record in copy.Records)
                    await transaction.UpsertAsync(record, Replacing.Nothing, token);
                return true;
            },
            None
        );

    private Task<bool> PlanAsync(
        string lesson,
        CoursePlan plan,
        DateTimeOffset changedAt,
        params IReadOnlyList<(string Number, string Name)> listed
    ) =>
        Database.WriteAsync(
            async (transaction, token) =>
            {
                var key = Names.Key(lesson);
                var row = new LessonPlanRow
                {
                    TeacherNumber = Teacher,
                    LessonKey = key,
                    LessonName = lesson,
                    Plan = plan,
                    ChangedAt = changedAt,
                };
                await transaction.UpsertAsync(row, Replacing.Nothing, token);
                foreach (var (number, name) in listed)
                    await transaction.UpsertAsync(
                        new ClassListRow
                        {
                            TeacherNumber = Teacher,
                            LessonKey = key,
                            StudentNumber = number,
                            StudentName = name,
                        },
                        Replacing.Nothing,
                        token
                    );
                return true;
            },
            None
        );

    private async Task<Course> CourseOfAsync(DateTimeOffset at)
    {
        var term = await Lessons.Terms.FindOrMakeAsync(at, None);
        return Assert.Single(await Lessons.Courses.ListAsync(Teacher, term.Id, None));
    }

    private Task<Guid> IdOfAsync(string lesson, DateTimeOffset at) =>
        Lessons.Courses.FindOrMakeAsync(Teacher, lesson, at, None);

    /// <summary>Everything that adoption writes or removes, of all teachers.</summary>
    private Task<string> DescribeAsync() =>
        Database.ReadAsync(
            async (context, token) =>
                string.Join(
                    '\n',
                    (await context.ClassSessions.OrderBy(row => row.Id).ToListAsync(token))
                        .Select(row => $"{row.Id} {row.LessonKey} {row.Session.CourseId}")
                        .Concat(await LinesAsync(context.Terms.OrderBy(row => row.Id), token))
                        .Concat(await LinesAsync(context.Courses.OrderBy(row => row.Id), token))
                        .Concat(await LinesAsync(context.CourseTeachers.OrderBy(row => row.CourseId), token))
                        .Concat(
                            await LinesAsync(
                                context.Policies.OrderBy(row => row.CourseId).ThenBy(row => row.Version),
                                token
                            )
                        )
                        .Concat(
                            await LinesAsync(
                                context.Enrolments.OrderBy(row => row.CourseId).ThenBy(row => row.StudentNumber),
                                token
                            )
                        )
                        .Concat(
                            await LinesAsync(
                                context
                                    .SeenStudents.OrderBy(row => row.CourseId)
                                    .ThenBy(row => row.StudentNumber)
                                    .Select(row => row.CourseId + row.StudentNumber),
                                token
                            )
                        )
                        .Concat(await LinesAsync(context.LessonPlans.OrderBy(row => row.LessonKey), token))
                ),
            None
        );

    private static async Task<IEnumerable<string>> LinesAsync<T>(
        IQueryable<T> rows,
        CancellationToken cancellationToken
    ) => (await rows.ToListAsync(cancellationToken)).Select(row => row!.ToString()!);

    /// <summary>Every change ends in a fault just before its commit.</summary>
    private sealed class BreakingDatabase(IArchiveDatabase inner) : IArchiveDatabase
    {
        public string Name => inner.Name;

        public Task ApplySchemaAsync(CancellationToken cancellationToken) => inner.ApplySchemaAsync(cancellationToken);

        public Task<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken) =>
            inner.ReadClockAsync(cancellationToken);

        public Task<T> ReadAsync<T>(
            Func<AttnDbContext, CancellationToken, Task<T>> query,
            CancellationToken cancellationToken
        ) => inner.ReadAsync(query, cancellationToken);

        public Task<T> WriteAsync<T>(
            Func<ArchiveTransaction, CancellationToken, Task<T>> change,
            CancellationToken cancellationToken
        ) =>
            inner.WriteAsync<T>(
                async (transaction, token) =>
                {
                    await change(transaction, token);
                    throw new TimeoutException("Interrupted.");
                },
                cancellationToken
            );

        public Task SaveAsync(CopyRows copy, CancellationToken cancellationToken) =>
            inner.SaveAsync(copy, cancellationToken);
    }
}

public sealed class PostgresAdoptionTests(PostgresDatabase database) : AdoptionContract, IClassFixture<PostgresDatabase>
{
    private protected override IArchiveDatabase Database => database.Archive;
}

public sealed class SqliteAdoptionTests(SqliteArchiveFile file) : AdoptionContract, IClassFixture<SqliteArchiveFile>
{
    private protected override IArchiveDatabase Database => file.Archive;
}
