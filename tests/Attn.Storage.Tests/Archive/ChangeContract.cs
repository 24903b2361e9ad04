using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Testing;
using Microsoft.EntityFrameworkCore;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Archive;

/// <summary>Decisions and verdicts after a class session is archived, in every database.</summary>
public abstract class ChangeContract : ArchiveContract
{
    [Fact]
    public async Task Decision_is_saved_once_with_its_audit_entry_and_the_next_version()
    {
        var copy = WithStudents(1);
        var before = copy.Records[0];
        await Archive.SaveAsync(copy, None);

        var outcome = await FailAsync(copy.Session, before.StudentNumber, "Left at once");

        OutcomeAssert.Succeeded(outcome);
        var found = (await Archive.FindRecordAsync(copy.Session.Id, before.StudentNumber, None))!;
        Assert.Equal(2, found.Session.Version);
        Assert.Equal(
            before with
            {
                State = RecordState.Failed("Left at once", DecidedBy.Teacher),
                Replaced = before.State,
                UpdatedAt = Noon.AddDays(1),
                Version = 2,
            },
            found.Record
        );
        var entry = Assert.Single(await AuditOfAsync(copy.Session.Id));
        Assert.Equal(
            (2L, copy.Session.TeacherNumber, AuditAction.Fail, "Left at once"),
            (entry.Version, entry.Actor, entry.Action, entry.Reason)
        );
        Assert.Equal(before.State, entry.Before);
        Assert.Equal(found.Record!.State, entry.After);
        Assert.Equal(Noon.AddDays(1), entry.At);
    }

    [Fact]
    public async Task Rule_that_refuses_or_throws_changes_nothing()
    {
        var copy = WithStudents(1);
        await Archive.SaveAsync(copy, None);
        var student = copy.Records[0].StudentNumber;

        var refused = await Archive.ChangeRecordAsync(
            copy.Session.Id,
            student,
            (session, record) =>
                TeacherRules.Accept(session, record, Decision(session, student) with { TeacherNumber = "else" }),
            None
        );
        await Assert.ThrowsAsync<FormatException>(() =>
            Archive.ChangeRecordAsync<TeacherOutcome>(
                copy.Session.Id,
                student,
                (_, _) => throw new FormatException(),
                None
            )
        );

        OutcomeAssert.Refused(TeacherRefusal.SessionNotFound, refused);
        await AssertHoldsAsync(copy);
    }

    [Fact]
    public async Task Deleted_record_is_hidden_until_it_is_undone_or_added_again()
    {
        var copy = WithStudents(2);
        await Archive.SaveAsync(copy, None);
        var (first, second) = (copy.Records[0].StudentNumber, copy.Records[1].StudentNumber);
        await DeleteAsync(copy.Session, first);
        await DeleteAsync(copy.Session, second);
        Assert.Empty((await Archive.ReadRosterAsync(copy.Session.Id, None))!.Records);
        Assert.Null((await Archive.FindRecordAsync(copy.Session.Id, first, None))!.Record);
        OutcomeAssert.Refused(TeacherRefusal.RecordNotFound, await DeleteAsync(copy.Session, first));

        await ChangeAsync(copy.Session, first, TeacherRules.Undo);
        await AddAsync(copy.Session, second, "Somebody");

        var roster = await Archive.ReadRosterAsync(copy.Session.Id, None);
        Assert.Equal([first, second], roster!.Records.Select(record => record.StudentNumber));
        Assert.Equal([5L, 6L], roster.Records.Select(record => record.Version));
    }

    [Fact]
    public async Task Student_added_at_once_to_several_sessions_has_one_record_in_each()
    {
        var sessions = Enumerable.Range(0, 6).Select(_ => Session()).ToList();
        foreach (var session in sessions)
            await Archive.SaveAsync(Copy(session), None);
        var student = NewNumber();

        await Task.WhenAll(
            sessions.SelectMany(session =>
                Enumerable.Range(0, 3).Select(_ => Task.Run(() => AddAsync(session, student, "New Student")))
            )
        );

        foreach (var session in sessions)
        {
            var roster = await Archive.ReadRosterAsync(session.Id, None);
            Assert.Equal("New Student", Assert.Single(roster!.Records).StudentName);
            Assert.Equal(13, roster.Session.Version);
        }

        Assert.Equal(
            new KnownUser(student, "New Student", UserRole.Student, IsFromPortal: false),
            await Archive.FindUserAsync(student, None)
        );
    }

    [Fact]
    public async Task Verdict_finds_its_record_and_settles_it_once()
    {
        var session = Session();
        var waiting = Pending(session);
        var check = waiting.VerificationId!.Value;
        await Archive.SaveAsync(Copy(session, waiting), None);
        Assert.Equal(waiting, await Archive.FindByVerificationAsync(check, None));

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(() =>
                        Archive.ChangeRecordAsync(
                            session.Id,
                            waiting.StudentNumber,
                            (_, record) => VerdictRules.Settle(record, check, passed: true, "", Noon.AddHours(2)),
                            None
                        )
                    )
                )
        );

        Assert.Single(outcomes, outcome => outcome is { Status: VerdictStatus.Settled });
        var settled = await Archive.FindByVerificationAsync(check, None);
        Assert.Equal(
            (true, waiting.LastTryAt, 11L),
            (settled!.State.IsAttended, settled.State.AttendanceTime, settled.Version)
        );
        Assert.Equal(11, (await Archive.FindSessionAsync(session.Id, None))!.Version);
        Assert.Empty(await AuditOfAsync(session.Id));
    }

    [Fact]
    public async Task Pending_records_are_listed_earliest_end_first()
    {
        var longAgo = new DateTimeOffset(2001, 1, 1, 9, 0, 0, TimeSpan.Zero);
        var sessions = Enumerable.Range(0, 3).Select(day => Session(start: longAgo.AddDays(day))).ToList();
        var waiting = sessions.ConvertAll(session => Pending(session));
        foreach (var (session, pending) in sessions.Zip(waiting).Reverse())
            await Archive.SaveAsync(
                Copy(
                    session,
                    pending,
                    Record(session),
                    Pending(session) with
                    {
                        State = RecordState.Failed(FailReasons.TimedOut, DecidedBy.System),
                    }
                ),
                None
            );

        Assert.Equal(waiting, await Archive.ListPendingAsync(longAgo.AddDays(20), 10, None));
        Assert.Equal(waiting[..2], await Archive.ListPendingAsync(longAgo.AddDays(20), 2, None));
        Assert.Equal(waiting[..1], await Archive.ListPendingAsync(sessions[1].EndTime, 10, None));
    }

    [Fact]
    public async Task Pending_records_are_those_that_wait_for_a_verdict()
    {
        var session = Session();
        var records =
            from reason in new[] { null, FailReasons.Pending, FailReasons.TimedOut, "Left early" }
            from decidedBy in Enum.GetValues<DecidedBy>()
            from excused in new[] { false, true }
            from isDeleted in new[] { false, true }
            let state = reason is null ? RecordState.Present(Noon, decidedBy) : RecordState.Failed(reason, decidedBy)
            select Record(session, state: state with { Excused = excused, IsDeleted = isDeleted });
        var copy = Copy(session, [.. records]);
        await Archive.SaveAsync(copy, None);

        var pending = await Database.ReadAsync(
            (context, token) =>
                context
                    .Records.Pending()
                    .Where(record => record.SessionId == session.Id)
                    .Select(record => record.StudentNumber)
                    .ToListAsync(token),
            None
        );

        Assert.Equal(32, copy.Records.Count);
        Assert.Equal(
            copy.Records.Where(record => record.IsPending).Select(record => record.StudentNumber).Order(),
            pending.Order()
        );
        Assert.NotEmpty(pending);
    }
}

public sealed class PostgresChangeTests(PostgresDatabase database) : ChangeContract, IClassFixture<PostgresDatabase>
{
    private protected override IArchiveDatabase Database => database.Archive;
}

public sealed class SqliteChangeTests(SqliteArchiveFile file) : ChangeContract, IClassFixture<SqliteArchiveFile>
{
    private protected override IArchiveDatabase Database => file.Archive;
}
