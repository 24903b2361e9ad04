using System.Diagnostics;
using Attn.Domain;
using Attn.Storage.Archive;
using Microsoft.EntityFrameworkCore;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Archive;

/// <summary>What a copy does to the archive, in every database.</summary>
public abstract class CopyContract(ITestOutputHelper output) : ArchiveContract
{
    [Fact]
    public async Task Saved_copy_reads_back_the_same()
    {
        var session = Session();
        var plain = Record(session, "20190001");
        var full = Record(
            session,
            "20190002:ı/ğ",
            state: new()
            {
                IsAttended = false,
                FailReason = "Left early: \"sorry\"",
                DecidedBy = DecidedBy.Teacher,
                Excused = true,
                Note = "Doctor's note",
            }
        ) with
        {
            Replaced = RecordState.Present(Noon.AddMinutes(4), DecidedBy.System),
            Attempts = 4,
            RefusedComparisons = 3,
            Flags = RecordFlags.Of(RecordFlag.LateTicket).With(RecordFlag.ProfilePhotoCopy),
            Selfies = "0a.1b 2c",
            VerificationId = Guid.CreateVersion7(),
        };
        var empty = plain with { StudentNumber = "20190003", LastTryAt = null, Attempts = 0 };
        await Archive.SaveAsync(Copy(session, full, plain, empty), None);

        var roster = await Archive.ReadRosterAsync(session.Id, None);

        Assert.NotNull(roster);
        Assert.Equal(session, roster.Session);
        Assert.Equal([plain, full, empty], roster.Records);
        Assert.Equal(session, await Archive.FindSessionAsync(session.Id, None));
        Assert.Equal(
            new RosterEntry(session, full),
            await Archive.FindRecordAsync(session.Id, full.StudentNumber, None)
        );
    }

    [Fact]
    public async Task Times_are_truncated_to_milliseconds_everywhere()
    {
        var fine = TimeSpan.FromTicks(9_999);
        var exact = Session();
        var session = exact with { StartTime = exact.StartTime + fine, EndTime = exact.EndTime + fine };
        var record = Record(session, state: RecordState.Present(Noon + fine, DecidedBy.System)) with
        {
            Replaced = RecordState.Present(Noon + fine, DecidedBy.System),
            LastTryAt = Noon + fine,
            UpdatedAt = Noon + fine,
        };
        await Archive.SaveAsync(Copy(session, record), None);

        var roster = await Archive.ReadRosterAsync(session.Id, None);

        Assert.Equal(exact, roster!.Session);
        var cut = RecordState.Present(Noon, DecidedBy.System);
        Assert.Equal(
            record with
            {
                State = cut,
                Replaced = cut,
                LastTryAt = Noon,
                UpdatedAt = Noon,
            },
            Assert.Single(roster.Records)
        );
        Assert.Empty(await Archive.ListSessionsAsync(new(session.TeacherNumber, Before: session.StartTime), None));
    }

    [Fact]
    public async Task Copy_that_comes_twice_changes_nothing()
    {
        var copy = WithStudents(3);
        copy = copy with
        {
            Audit =
            [
                new(
                    Noon,
                    copy.Session.TeacherNumber,
                    AuditAction.Accept,
                    "x",
                    null,
                    RecordState.Present(Noon, DecidedBy.Teacher),
                    null
                )
                {
                    Version = 2,
                },
            ],
        };
        await Archive.SaveAsync(copy, None);
        await Archive.SaveAsync(copy, None);

        await AssertHoldsAsync(copy);
        Assert.Equal([2L], (await AuditOfAsync(copy.Session.Id)).Select(entry => entry.Version));
    }

    [Fact]
    public async Task Newer_copy_replaces_an_older_one_and_not_the_other_way_round()
    {
        var older = WithStudents(3);
        var newer = older with
        {
            Session = older.Session with { EndTime = older.Session.EndTime.AddMinutes(5), Version = 5 },
            Records =
            [
                older.Records[0],
                Absent(older.Records[1], 4),
                older.Records[2],
                Record(older.Session, version: 5),
            ],
        };
        await Archive.SaveAsync(older, None);
        await Archive.SaveAsync(newer, None);
        await AssertHoldsAsync(newer);

        await Archive.SaveAsync(older, None);
        await AssertHoldsAsync(newer);
    }

    [Fact]
    public async Task Late_copy_overwrites_no_decision()
    {
        var copy = WithStudents(3);
        await Archive.SaveAsync(copy, None);
        var student = copy.Records[1].StudentNumber;
        await AcceptAsync(copy.Session, student);
        await FailAsync(copy.Session, student, "Was asleep");
        await DeleteAsync(copy.Session, copy.Records[2].StudentNumber);
        var edited = await Archive.ReadRosterAsync(copy.Session.Id, None);

        await Archive.SaveAsync(copy, None);

        var roster = await Archive.ReadRosterAsync(copy.Session.Id, None);
        Assert.Equal(edited!.Session, roster!.Session);
        Assert.Equal(edited.Records, roster.Records);
        Assert.Equal(2, roster.Records.Count);
        Assert.Equal("Was asleep", roster.Records[1].State.FailReason);
        Assert.Equal(copy.Session.Version + 3, roster.Session.Version);
        Assert.Equal([4L, 5L, 6L], (await AuditOfAsync(copy.Session.Id)).Select(entry => entry.Version));
    }

    [Fact]
    public async Task Two_workers_and_decisions_at_once_lose_nothing()
    {
        var copy = WithStudents(20);
        var older = copy with { Session = copy.Session with { Version = 10 }, Records = [.. copy.Records.Take(10)] };
        await Archive.SaveAsync(copy, None);

        await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(number => Task.Run(() => Archive.SaveAsync(number % 2 == 0 ? copy : older, None)))
                .Concat(
                    copy.Records.Select(record =>
                        Task.Run(() => FailAsync(copy.Session, record.StudentNumber, "Was not there"))
                    )
                )
        );

        var roster = await Archive.ReadRosterAsync(copy.Session.Id, None);
        Assert.Equal(40, roster!.Session.Version);
        Assert.All(roster.Records, record => Assert.Equal("Was not there", record.State.FailReason));
        Assert.Equal(
            Enumerable.Range(21, 20).Select(version => (long)version),
            roster.Records.Select(record => record.Version).Order()
        );
        Assert.Equal(
            Enumerable.Range(21, 20).Select(version => (long)version),
            (await AuditOfAsync(copy.Session.Id)).Select(entry => entry.Version)
        );
    }

    [Fact]
    public async Task Sessions_that_share_students_are_saved_at_the_same_time()
    {
        var prefix = NewNumber();
        var copies = Enumerable.Range(0, 8).Select(_ => WithStudents(200, prefix)).Select(Shuffled).ToList();

        await Task.WhenAll(copies.Select(copy => Task.Run(() => Archive.SaveAsync(copy, None))));

        foreach (var copy in copies)
            Assert.Equal(200, (await Archive.ReadRosterAsync(copy.Session.Id, None))!.Records.Count);
    }

    [Fact]
    public async Task Five_thousand_records_are_copied()
    {
        await Archive.SaveAsync(WithStudents(10), None);
        var copies = Enumerable.Range(0, 5).Select(_ => WithStudents(5000, "5k")).ToList();

        var first = new List<double>();
        foreach (var copy in copies)
            first.Add(await MillisecondsAsync(() => Archive.SaveAsync(copy, None)));
        var again = await MillisecondsAsync(() => Archive.SaveAsync(copies[0], None));
        var read = await MillisecondsAsync(() => AssertHoldsAsync(copies[0]));

        output.WriteLine(
            $"{Database.Name}: copies of 5000 records {string.Join(", ", first.Select(time => $"{time:F0}"))} ms, "
                + $"one of them again {again:F0} ms, read {read:F0} ms"
        );
    }

    private static async Task<double> MillisecondsAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static SessionCopy Shuffled(SessionCopy copy)
    {
        var records = copy.Records.ToArray();
        Random.Shared.Shuffle(records);
        return copy with { Records = records };
    }
}

public sealed class PostgresCopyTests(PostgresDatabase database, ITestOutputHelper output)
    : CopyContract(output),
        IClassFixture<PostgresDatabase>
{
    private protected override IArchiveDatabase Database => database.Archive;
}

public sealed class SqliteCopyTests(SqliteArchiveFile file, ITestOutputHelper output)
    : CopyContract(output),
        IClassFixture<SqliteArchiveFile>
{
    private protected override IArchiveDatabase Database => file.Archive;
}
