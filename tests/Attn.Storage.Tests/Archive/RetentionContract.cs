using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Tests.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Archive;

/// <summary>
/// Deletion of what is old, in every database. Each test has a year of its own, earlier than those of the tests before,
/// so that their leftovers are young.
/// </summary>
public abstract class RetentionContract
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int _firstYear = 2024;

    /// <summary>Everything before it is old.</summary>
    private readonly DateTimeOffset _cutoff = new(Interlocked.Decrement(ref _firstYear), 6, 1, 0, 0, 0, TimeSpan.Zero);

    private protected abstract IArchiveDatabase Database { get; }

    private SessionArchive Archive => LessonsAt(Old).Archive;

    private Consents Consents => new(Database);

    private ArchiveRetention Retention => new(Database);

    private DateTimeOffset Old => _cutoff.AddDays(-10);

    private DateTimeOffset Young => _cutoff.AddDays(10);

    [Fact]
    public async Task Old_session_is_deleted_with_its_records_decisions_and_users_and_a_younger_one_stays()
    {
        var (old, young) = (await ArchiveSessionAsync(Old), await ArchiveSessionAsync(Young));
        var student = old.Records[0].StudentNumber;
        await DecideAsync(old);

        var deleted = await Retention.DeleteOlderAsync(_cutoff, None);

        Assert.Equal(
            new RetentionCounts
            {
                Sessions = 1,
                Records = 2,
                Decisions = 1,
                Courses = 1,
                Users = 3,
            },
            deleted
        );
        Assert.Null(await Archive.FindSessionAsync(old.Session.Id, None));
        Assert.Empty(await Archive.ListAuditAsync(old.Session.Id, student, None));
        Assert.Null(await Archive.FindUserAsync(student, None));
        Assert.Null(await Archive.FindUserAsync(old.Session.TeacherNumber, None));
        Assert.Equal(young.Records.Count, (await Archive.ReadRosterAsync(young.Session.Id, None))!.Records.Count);
        Assert.NotNull(await Archive.FindUserAsync(young.Session.TeacherNumber, None));
        await AssertNoOrphansAsync();
        Assert.Equal(new RetentionCounts(), await Retention.DeleteOlderAsync(_cutoff, None));
    }

    [Fact]
    public async Task Age_of_a_session_counts_from_its_end()
    {
        var ends = await ArchiveSessionAsync(_cutoff.AddHours(-1));
        Assert.Equal(0, (await Retention.DeleteOlderAsync(ends.Session.EndTime, None)).Sessions);
        Assert.Equal(1, (await Retention.DeleteOlderAsync(ends.Session.EndTime.AddMilliseconds(1), None)).Sessions);
    }

    [Fact]
    public async Task Session_that_its_teacher_deleted_is_deleted_for_good()
    {
        var deleted = await ArchiveSessionAsync(Old);
        var teacher = deleted.Session.TeacherNumber;
        await Archive.DeleteSessionAsync(deleted.Session.Id, teacher, teacher, "by mistake", Old, None);

        Assert.Equal(1, (await Retention.DeleteOlderAsync(_cutoff, None)).Sessions);
        Assert.Equal(
            0,
            await CountAsync(context => context.ClassSessions.Where(session => session.Id == deleted.Session.Id))
        );
        Assert.Equal(
            0,
            await CountAsync(context => context.Records.Where(record => record.SessionId == deleted.Session.Id))
        );
    }

    [Fact]
    public async Task More_than_one_batch_is_deleted_in_one_round()
    {
        var teacher = NewNumber();
        for (var number = 0; number < (2 * ArchiveRetention.SessionBatchSize) + 3; number++)
            await Archive.SaveAsync(Copy(LessonSession(teacher, start: Old)), None);

        Assert.Equal(
            (2 * ArchiveRetention.SessionBatchSize) + 3,
            (await Retention.DeleteOlderAsync(_cutoff, None)).Sessions
        );
        Assert.Null(await Archive.FindUserAsync(teacher, None));
    }

    [Fact]
    public async Task Course_is_deleted_with_its_class_list_once_it_has_no_session_and_is_unchanged()
    {
        var (teacher, student) = (NewNumber(), NewNumber());
        var ada = new Enrolment(student, "Ada");
        await LessonsAt(Old).ReplaceAsync(teacher, "Forgotten", ada);
        await LessonsAt(Old).PlanAsync(teacher, "Forgotten", plannedUnits: 14, CourseKind.Theory);
        await LessonsAt(Old).ReplaceAsync(teacher, "Held", ada);
        var held = Session(teacher, "Held", Young) with { CourseId = await LessonsAt(Old).IdOfAsync(teacher, "Held") };
        await Archive.SaveAsync(Copy(held), None);
        await LessonsAt(Old).PlanAsync(teacher, "Planned again", plannedUnits: null, CourseKind.Theory);
        await LessonsAt(Young).PlanAsync(teacher, "Planned again", plannedUnits: null, CourseKind.Theory);
        await LessonsAt(Old).ReplaceAsync(teacher, "New list", ada);
        await LessonsAt(Young).ReplaceAsync(teacher, "New list", ada);

        var deleted = await Retention.DeleteOlderAsync(_cutoff, None);

        Assert.Equal(new RetentionCounts { Courses = 1, ListedStudents = 1 }, deleted);
        Assert.Equal(
            ["Held", "New list", "Planned again"],
            (await LessonsAt(Old).ListAsync(teacher)).Select(course => course.Name)
        );
    }

    [Fact]
    public async Task User_who_signed_in_lately_stays()
    {
        var known = new KnownUser(NewNumber(), "Ada Lovelace", UserRole.Student, IsFromPortal: true);
        var gone = known with { Number = NewNumber() };
        await Archive.SaveUserAsync(known, None);
        await Archive.SaveUserAsync(gone, None);
        await LessonsAt(Young).Archive.SaveUserAsync(known, None);

        Assert.Equal(1, (await Retention.DeleteOlderAsync(_cutoff, None)).Users);
        Assert.Equal(known, await Archive.FindUserAsync(known.Number, None));
        Assert.Null(await Archive.FindUserAsync(gone.Number, None));
    }

    [Fact]
    public async Task User_on_a_class_list_stays()
    {
        var student = new KnownUser(NewNumber(), "Ada Lovelace", UserRole.Student, IsFromPortal: true);
        await Archive.SaveUserAsync(student, None);
        await Consents.GiveAsync(student.Number, "1", Old, None);
        await LessonsAt(Young).ReplaceAsync(NewNumber(), "Calculus", new Enrolment(student.Number, "Ada"));

        Assert.Equal(new RetentionCounts(), await Retention.DeleteOlderAsync(_cutoff, None));
    }

    [Fact]
    public async Task Consent_is_deleted_after_everything_else_about_its_student()
    {
        var old = await ArchiveSessionAsync(Old);
        var young = await ArchiveSessionAsync(Young);
        var (gone, here, answered) = (
            old.Records[0].StudentNumber,
            young.Records[0].StudentNumber,
            old.Records[1].StudentNumber
        );
        await Consents.GiveAsync(gone, "1", Old, None);
        await Consents.WithdrawAsync(here, "1", Old, None);
        await Consents.GiveAsync(answered, "1", Old, None);
        await Consents.WithdrawAsync(answered, "1", Young, None);

        Assert.Equal(1, (await Retention.DeleteOlderAsync(_cutoff, None)).Consents);
        Assert.Null(await Consents.FindAsync(gone, None));
        Assert.NotNull(await Consents.FindAsync(here, None));
        Assert.NotNull(await Consents.FindAsync(answered, None));
    }

    [Fact]
    public async Task Decisions_and_late_copies_at_the_same_moment_leave_no_orphans_and_bring_nothing_back()
    {
        var copies = new List<SessionCopy>();
        for (var number = 0; number < 30; number++)
            copies.Add(await ArchiveSessionAsync(Old));

        await Task.WhenAll(
            Task.WhenAll(copies.Select(DecideAsync)),
            Task.WhenAll(copies.Select(copy => Archive.SaveAsync(copy, None))),
            Retention.DeleteOlderAsync(_cutoff, None),
            Retention.DeleteOlderAsync(_cutoff, None)
        );
        await AssertNoOrphansAsync();

        await Retention.DeleteOlderAsync(_cutoff, None);
        await AssertNoOrphansAsync();
        foreach (var copy in copies)
        {
            Assert.Null(await Archive.FindSessionAsync(copy.Session.Id, None));
            Assert.Null(await Archive.FindUserAsync(copy.Session.TeacherNumber, None));
        }
    }

    [Fact]
    public async Task Several_programs_at_once_delete_each_row_once()
    {
        for (var number = 0; number < 40; number++)
            await ArchiveSessionAsync(Old);

        var rounds = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Retention.DeleteOlderAsync(_cutoff, None)));
        var rest = await Retention.DeleteOlderAsync(_cutoff, None);

        Assert.Equal(
            new RetentionCounts
            {
                Sessions = 40,
                Records = 80,
                Courses = 40,
                Users = 120,
            },
            rounds.Aggregate(rest, (sum, round) => sum.Plus(round))
        );
    }

    [Fact]
    public async Task Class_list_that_is_replaced_at_the_same_moment_stays_whole()
    {
        for (var round = 0; round < 20; round++)
        {
            var (teacher, students) = (
                NewNumber(),
                Enumerable.Range(1, 30).Select(number => new Enrolment($"{number:D4}", "Ada")).ToArray()
            );
            await LessonsAt(Old).ReplaceAsync(teacher, "Calculus", students);
            var course = await LessonsAt(Old).IdOfAsync(teacher, "Calculus");

            var replacing = LessonsAt(Young).ReplaceAsync(course, students);
            await Task.WhenAll(replacing, Retention.DeleteOlderAsync(_cutoff, None));

            var left = await LessonsAt(Young).Lists.ReadAsync(course, None);
            Assert.Equal((await replacing)?.Students.Count ?? 0, left.Students.Count);
            Assert.Contains(left.Students.Count, new[] { 0, 30 });
        }
    }

    private Lessons LessonsAt(DateTimeOffset time) => new(Database, new FakeTimeProvider(time), time);

    /// <summary>An archived session of a new teacher with two new students.</summary>
    private async Task<SessionCopy> ArchiveSessionAsync(DateTimeOffset start)
    {
        var session = LessonSession(start: start);
        var copy = Copy(session, RecordAt(session), RecordAt(session));
        await Archive.SaveAsync(copy, None);
        return copy;
    }

    private static AttendanceRecord RecordAt(ClassSession session) =>
        Record(session) with
        {
            LastTryAt = session.StartTime,
            UpdatedAt = session.StartTime,
        };

    private async Task DecideAsync(SessionCopy copy)
    {
        var (session, student) = (copy.Session, copy.Records[0].StudentNumber);
        await Archive.ChangeRecordAsync(
            session.Id,
            student,
            (found, record) =>
                TeacherRules.Fail(found, record, Decision(session, student, session.EndTime), "left early"),
            None
        );
    }

    private Task<int> CountAsync<T>(Func<AttnDbContext, IQueryable<T>> rows) =>
        Database.ReadAsync((context, token) => rows(context).CountAsync(token), None);

    private async Task AssertNoOrphansAsync()
    {
        Assert.Equal(
            0,
            await CountAsync(context =>
                context.Records.Where(record => !context.ClassSessions.Any(session => session.Id == record.SessionId))
            )
        );
        Assert.Equal(
            0,
            await CountAsync(context =>
                context.Audit.Where(entry => !context.ClassSessions.Any(session => session.Id == entry.AttendanceId))
            )
        );
        Assert.Equal(
            0,
            await CountAsync(context =>
                context.Records.Where(record => !context.Users.Any(user => user.Number == record.StudentNumber))
            )
        );
    }
}

public sealed class PostgresRetentionTests(PostgresDatabase database)
    : RetentionContract,
        IClassFixture<PostgresDatabase>
{
    private protected override IArchiveDatabase Database => database.Archive;
}

public sealed class SqliteRetentionTests(SqliteArchiveFile file) : RetentionContract, IClassFixture<SqliteArchiveFile>
{
    private protected override IArchiveDatabase Database => file.Archive;
}
