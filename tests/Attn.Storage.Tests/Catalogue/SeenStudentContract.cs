using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Tests.Archive;
using Attn.Testing;
using Microsoft.EntityFrameworkCore;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Catalogue;

/// <summary>
/// Who has a record in a course is known without reading its records, in every database: after every change the table
/// says what the records say.
/// </summary>
public abstract class SeenStudentContract : CourseContract
{
    /// <summary>Earlier than all other tests of the class, so that retention deletes nothing of theirs.</summary>
    private static readonly DateTimeOffset LongAgo = new(2015, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private ArchiveRetention Retention => new(Database);

    [Fact]
    public async Task Student_is_seen_with_a_record_and_forgotten_with_the_last_one()
    {
        var first = await HoldAsync("Algebra", Noon, "1", "2");
        var second = await HoldAsync("ALGEBRA", Noon.AddDays(7), "2", "3");
        var course = first.CourseId!.Value;
        await AssertSeenAsync(course, "1", "2", "3");

        await DecideAsync(first, "1", TeacherRules.Delete);
        await AssertSeenAsync(course, "2", "3");
        await DecideAsync(first, "2", TeacherRules.Delete);
        await AssertSeenAsync(course, "2", "3");
        await DecideAsync(second, "2", TeacherRules.Delete);
        await AssertSeenAsync(course, "3");
        await ChangeAsync(second, "3", TeacherRules.Accept);
        await AssertSeenAsync(course, "3");
    }

    [Fact]
    public async Task Student_who_is_added_or_excused_is_seen_until_that_is_undone()
    {
        var session = await HoldAsync("Algebra", Noon, "1");
        var course = session.CourseId!.Value;

        await AddAsync(session, "4");
        await AssertSeenAsync(course, "1", "4");
        await ChangeAsync(
            session,
            "5",
            (known, record, decision) => TeacherRules.Excuse(known, record, decision, "ill", "Five")
        );
        await AssertSeenAsync(course, "1", "4", "5");

        foreach (var student in new[] { "4", "5" })
            await ChangeAsync(session, student, TeacherRules.Undo);
        await AssertSeenAsync(course, "1");
        await DecideAsync(session, "1", TeacherRules.Delete);
        await AssertSeenAsync(course);
        await ChangeAsync(session, "1", TeacherRules.Undo);
        await AssertSeenAsync(course, "1");
    }

    [Fact]
    public async Task Deleted_session_takes_its_students_along()
    {
        var first = await HoldAsync("Algebra", Noon, "1", "2");
        var second = await HoldAsync("Algebra", Noon.AddDays(7), "2", "3");
        var course = first.CourseId!.Value;

        await Archive.DeleteSessionAsync(first.Id, Teacher, Teacher, "by mistake", Noon.AddDays(1), None);
        await AssertSeenAsync(course, "2", "3");
        await Archive.DeleteSessionAsync(second.Id, Teacher, Teacher, "by mistake", Noon.AddDays(8), None);
        await AssertSeenAsync(course);
    }

    [Fact]
    public async Task Session_that_ended_before_its_start_shows_nobody()
    {
        var session = LessonSession(Teacher, "Algebra") with { EndTime = Noon };
        await Archive.SaveAsync(Copy(session, Record(session, "1")), None);
        var course = await Lessons.IdOfAsync(Teacher, "Algebra");

        await AddAsync(session, "2");

        await AssertSeenAsync(course);
    }

    [Fact]
    public async Task Newer_copy_forgets_whom_it_removed_or_no_longer_has()
    {
        var session = Session(Teacher, version: 10) with { CourseId = await Lessons.IdOfAsync(Teacher, "Calculus") };
        var (stays, removed, erased) = (Record(session, "1"), Record(session, "2"), Record(session, "3"));
        await Archive.SaveAsync(Copy(session, stays, removed, erased), None);
        await AssertSeenAsync(session.CourseId.Value, "1", "2", "3");

        var tombstone = removed with { State = removed.State with { IsDeleted = true }, Version = 11 };
        await Archive.SaveAsync(Copy(session with { Version = 11 }, stays, tombstone), None);
        await AssertSeenAsync(session.CourseId.Value, "1");

        // The older copy comes late.
        await Archive.SaveAsync(Copy(session, stays, removed, erased), None);
        await AssertSeenAsync(session.CourseId.Value, "1");
    }

    [Fact]
    public async Task Erased_person_is_seen_nowhere()
    {
        var (student, other) = (NewNumber(), NewNumber());
        var algebra = await HoldAsync("Algebra", Noon, student, other);
        var physics = await HoldAsync("Physics", Noon.AddDays(1), student);

        await new PersonArchive(Database).EraseAsync(student, None);

        await AssertSeenAsync(algebra.CourseId!.Value, other);
        await AssertSeenAsync(physics.CourseId!.Value);
    }

    [Fact]
    public async Task Retention_forgets_students_of_old_sessions_only()
    {
        var course = await Lessons.Courses.FindOrMakeAsync(Teacher, "Algebra", LongAgo, None);
        await SaveAsync(course, LongAgo, "1", "2");
        await SaveAsync(course, LongAgo.AddDays(7), "2", "3");

        await Retention.DeleteOlderAsync(LongAgo.AddDays(3), None);

        await AssertSeenAsync(course, "2", "3");
        await Retention.DeleteOlderAsync(LongAgo.AddDays(10), None);
        await AssertSeenAsync(course);
    }

    [Fact]
    public async Task Copies_decisions_and_retention_at_the_same_moment_forget_nobody_who_is_there()
    {
        var course = await Lessons.Courses.FindOrMakeAsync(Teacher, "Algebra", LongAgo.AddYears(1), None);
        var old = LongAgo.AddYears(1);
        for (var round = 0; round < 12; round++)
        {
            string[] students = [.. Enumerable.Range(0, 6).Select(number => $"{round}-{number}")];
            await SaveAsync(course, old, students);
            var deleted = await SaveAsync(course, old.AddDays(30 + round), students);

            await Task.WhenAll(
                Task.Run(() => Retention.DeleteOlderAsync(old.AddDays(1), None)),
                Task.Run(() => SaveAsync(course, old.AddDays(60 + round), students[0], students[1])),
                Task.Run(() => SaveAsync(course, old.AddDays(90 + round), students[2], students[1])),
                Task.Run(() =>
                    Archive.DeleteSessionAsync(deleted.Id, Teacher, Teacher, "by mistake", old.AddDays(200), None)
                )
            );

            await AssertSeenAsync(course, await WithRecordsAsync(course));
            Assert.DoesNotContain(students[5], await SeenAsync(course));
        }
    }

    private async Task<ClassSession> SaveAsync(Guid course, DateTimeOffset start, params string[] students)
    {
        var session = Session(Teacher, "Algebra", start) with { CourseId = course };
        await Archive.SaveAsync(Copy(session, [.. students.Select(student => Record(session, student))]), None);
        return session;
    }

    private Task AddAsync(ClassSession session, string student) =>
        ChangeAsync(
            session,
            student,
            (known, record, decision) =>
                TeacherRules.Add(known, record, decision, "Somebody", nameIsFromPortal: false, isAttended: true, null)
        );

    private Task DecideAsync(
        ClassSession session,
        string student,
        Func<ClassSession, AttendanceRecord?, TeacherDecision, string, RecordChange<TeacherOutcome>> rule
    ) => ChangeAsync(session, student, (known, record, decision) => rule(known, record, decision, "Was never there"));

    private async Task ChangeAsync(
        ClassSession session,
        string student,
        Func<ClassSession, AttendanceRecord?, TeacherDecision, RecordChange<TeacherOutcome>> rule
    )
    {
        var decision = Decision(session, student, session.EndTime.AddDays(1));
        OutcomeAssert.Succeeded(
            await Archive.ChangeRecordAsync(session.Id, student, (known, record) => rule(known, record, decision), None)
        );
    }

    private async Task AssertSeenAsync(Guid course, params string[] students)
    {
        Assert.Equal(students, await SeenAsync(course));
        Assert.Equal(students, await WithRecordsAsync(course));
    }

    /// <summary>Everybody with a record in a class session of the course, from the records themselves.</summary>
    private Task<string[]> WithRecordsAsync(Guid course) =>
        Database.ReadAsync(
            (context, token) =>
                (
                    from session in context.ClassSessions
                    where
                        session.Session.CourseId == course
                        && session.DeletedAt == null
                        && session.Session.EndTime > session.Session.StartTime
                    join record in context.Records on session.Id equals record.SessionId
                    where !record.State.IsDeleted
                    select record.StudentNumber
                )
                    .Distinct()
                    .OrderBy(number => number)
                    .ToArrayAsync(token),
            None
        );
}

public sealed class PostgresSeenStudentTests(PostgresDatabase database)
    : SeenStudentContract,
        IClassFixture<PostgresDatabase>
{
    private protected override IArchiveDatabase Database => database.Archive;
}

public sealed class SqliteSeenStudentTests(SqliteArchiveFile file)
    : SeenStudentContract,
        IClassFixture<SqliteArchiveFile>
{
    private protected override IArchiveDatabase Database => file.Archive;
}
