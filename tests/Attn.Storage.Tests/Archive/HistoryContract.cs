using Attn.Domain;
using Attn.Storage.Archive;
using Microsoft.EntityFrameworkCore;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Archive;

/// <summary>Class sessions that are looked up and deleted, in every database.</summary>
public abstract class HistoryContract : ArchiveContract
{
    [Fact]
    public async Task Session_without_records_has_an_empty_roster()
    {
        var session = Session();
        await Archive.SaveAsync(Copy(session), None);

        Assert.Empty((await Archive.ReadRosterAsync(session.Id, None))!.Records);
        Assert.Equal(new RosterEntry(session, null), await Archive.FindRecordAsync(session.Id, "nobody", None));
    }

    [Fact]
    public async Task Unknown_session_is_null_to_every_lookup()
    {
        var id = Guid.CreateVersion7();

        Assert.Null(await Archive.FindSessionAsync(id, None));
        Assert.Null(await Archive.ReadRosterAsync(id, None));
        Assert.Null(await Archive.FindRecordAsync(id, "1", None));
        Assert.Null(await Archive.FindByVerificationAsync(id, None));
        Assert.Null(
            await Archive.ChangeRecordAsync<TeacherOutcome>(
                id,
                "1",
                (_, _) => throw new InvalidOperationException("asked"),
                None
            )
        );
        Assert.Null(await Archive.DeleteSessionAsync(id, "1", "1", "a good reason", Noon, None));
        Assert.Null(await Archive.FindUserAsync(NewNumber(), None));
    }

    [Fact]
    public async Task Session_is_found_by_its_own_teacher_only()
    {
        var session = Session();
        await Archive.SaveAsync(Copy(session), None);

        Assert.Equal(session, await Archive.FindOwnAsync(session.Id, session.TeacherNumber, None));
        Assert.Null(await Archive.FindOwnAsync(session.Id, NewNumber(), None));
        Assert.Null(await Archive.FindOwnAsync(Guid.CreateVersion7(), session.TeacherNumber, None));
    }

    [Fact]
    public async Task Roster_is_in_the_ordinal_order_of_student_numbers()
    {
        var session = Session();
        string[] numbers = ["b", "B", "a:1", "a/1", "10", "9", "ç", "İ", "ı"];
        await Archive.SaveAsync(
            Copy(session, [.. numbers.Select(number => Record(session, session.Id.ToString("N") + number))]),
            None
        );

        var roster = await Archive.ReadRosterAsync(session.Id, None);

        Assert.Equal(
            numbers.Order(StringComparer.Ordinal),
            roster!.Records.Select(record => record.StudentNumber[32..])
        );
    }

    [Fact]
    public async Task History_is_the_teachers_own_latest_first_in_pages()
    {
        var teacher = NewNumber();
        var sessions = Enumerable
            .Range(0, 7)
            .Select(day => Session(teacher, day % 2 == 0 ? "Calculus" : "İSTATİSTİK  II", Noon.AddDays(day)))
            .ToList();
        foreach (var session in sessions.Append(Session()))
            await Archive.SaveAsync(Copy(session), None);
        var latestFirst = Enumerable.Reverse(sessions).ToList();

        Assert.Equal(latestFirst, await Archive.ListSessionsAsync(new(teacher), None));
        Assert.Equal(latestFirst[..3], await Archive.ListSessionsAsync(new(teacher, Limit: 3), None));
        Assert.Equal(
            latestFirst[3..6],
            await Archive.ListSessionsAsync(new(teacher, latestFirst[2].StartTime, Limit: 3), None)
        );
        Assert.Equal(
            latestFirst[6..],
            await Archive.ListSessionsAsync(
                new(teacher, latestFirst[5].StartTime.ToOffset(TimeSpan.FromHours(3))),
                None
            )
        );
        Assert.Equal(
            latestFirst.Where(session => session.LessonName != "Calculus"),
            await Archive.ListSessionsAsync(new(teacher, LessonName: "istatistik ıı"), None)
        );
        Assert.Empty(await Archive.ListSessionsAsync(new(teacher, LessonName: "Physics"), None));
    }

    [Fact]
    public async Task Sessions_that_started_together_are_ordered_by_id()
    {
        var teacher = NewNumber();
        var sessions = Enumerable.Range(0, 20).Select(_ => Session(teacher) with { Id = Guid.NewGuid() }).ToList();
        foreach (var session in sessions)
            await Archive.SaveAsync(Copy(session), None);

        Assert.Equal(
            sessions.Select(session => session.Id.ToString()).OrderDescending(StringComparer.Ordinal),
            (await Archive.ListSessionsAsync(new(teacher), None)).Select(session => session.Id.ToString())
        );
    }

    [Fact]
    public async Task Deleted_session_is_unknown_and_no_copy_brings_it_back()
    {
        var session = Session();
        var waiting = Pending(session);
        var settled = Record(session) with { VerificationId = Guid.CreateVersion7() };
        var copy = Copy(session, waiting, settled);
        await Archive.SaveAsync(copy, None);
        Assert.Null(await DeleteAsync(session, "somebody else"));

        var checks = await DeleteAsync(session, session.TeacherNumber);
        Assert.Equal([waiting.VerificationId!.Value], checks);
        await AssertUnknownAsync();

        await Archive.SaveAsync(copy, None);
        await Archive.SaveAsync(
            copy with
            {
                Session = session with { Version = 1000 },
                Records = [Absent(settled, 999), Record(session, version: 1000)],
            },
            None
        );
        await AssertUnknownAsync();

        Assert.Null(await DeleteAsync(session, session.TeacherNumber));
        var entry = Assert.Single(await AuditOfAsync(session.Id));
        Assert.Equal(
            (11L, session.TeacherNumber, AuditAction.DeleteSession, "Opened by mistake", (string?)null),
            (entry.Version, entry.Actor, entry.Action, entry.Reason, entry.StudentNumber)
        );

        Task<IReadOnlyList<Guid>?> DeleteAsync(ClassSession deleted, string teacher) =>
            Archive.DeleteSessionAsync(deleted.Id, teacher, teacher, "Opened by mistake", Noon, None);

        async Task AssertUnknownAsync()
        {
            Assert.Null(await Archive.FindSessionAsync(session.Id, None));
            Assert.Null(await Archive.ReadRosterAsync(session.Id, None));
            Assert.Null(await Archive.FindRecordAsync(session.Id, settled.StudentNumber, None));
            Assert.Null(await Archive.FindByVerificationAsync(waiting.VerificationId!.Value, None));
            Assert.Null(await AcceptAsync(session, settled.StudentNumber));
            Assert.Empty(await Archive.ListSessionsAsync(new(session.TeacherNumber), None));
            Assert.DoesNotContain(
                await Archive.ListPendingAsync(Noon.AddYears(1), 1000, None),
                record => record.SessionId == session.Id
            );
        }
    }
}

public sealed class PostgresHistoryTests(PostgresDatabase database) : HistoryContract, IClassFixture<PostgresDatabase>
{
    private protected override IArchiveDatabase Database => database.Archive;
}

public sealed class SqliteHistoryTests(SqliteArchiveFile file) : HistoryContract, IClassFixture<SqliteArchiveFile>
{
    private protected override IArchiveDatabase Database => file.Archive;
}
