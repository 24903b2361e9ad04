using Attn.Domain;
using Attn.Storage.Archive.Sqlite;
using Attn.Storage.Catalogue;
using Attn.Storage.Live;
using Attn.Storage.Tests.Catalogue;
using Attn.Storage.Tests.Live;

namespace Attn.Storage.Tests;

/// <summary>
/// A check whose class session is archived already: its pictures are in the live store, its record is not.
/// </summary>
public sealed class ArchivedCheckTests : LiveContract
{
    [Theory]
    [InlineData("verdict")]
    [InlineData("teacher")]
    [InlineData("time-out")]
    [InlineData("withdrawal")]
    public async Task Every_way_to_end_an_archived_check_deletes_its_pictures(string ending)
    {
        var database = new SqliteArchiveDatabase(((SqliteLiveHarness)Harness).Database, TimeProvider.System);
        await database.ApplySchemaAsync(None);
        var archive = new Lessons(database, TimeProvider.System, Now).Archive;
        var teachers = new CourseTeachers(database, TimeProvider.System);
        var sessions = new ClassSessionStore(Live, Outbox, archive, teachers);
        var session = await OpenAsync();
        var check = await CheckInWithSelfieAsync(session.Id, "1");
        var waiting = await CheckInWithSelfieAsync(session.Id, "2");
        await FinishAsync(session);
        Assert.True(await new Archiver(Live, Outbox, archive, Grace).ArchiveAsync(session.Id, Now, None));
        Assert.NotNull(await Outbox.FindPicturesAsync(check, None));

        await (
            ending switch
            {
                "verdict" => ChangeAsync(
                    (_, record) => VerdictRules.Settle(record, check, passed: true, "faces match", Now)
                ),
                "teacher" => ChangeAsync(
                    (it, record) => TeacherRules.Accept(it, record, new(it.TeacherNumber, "1", OnlyAfterEnd: true, Now))
                ),
                "time-out" => ChangeAsync(
                    (it, record) => VerdictRules.TimeOut(it, record, check, Grace, it.EndTime + Grace)
                ),
                _ => ChangeAsync((_, record) => VerdictRules.Withdraw(record, check, Now)),
            }
        );

        Assert.Null(await Outbox.FindPicturesAsync(check, None));
        Assert.Equal(
            waiting,
            Assert.Single(await Outbox.LeaseDueAsync(10, TimeSpan.FromMinutes(1), None)).VerificationId
        );
        Assert.NotNull(await Outbox.FindPicturesAsync(waiting, None));

        async Task ChangeAsync<TOutcome>(Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule)
            where TOutcome : class => Assert.NotNull(await sessions.ChangeRecordAsync(session.Id, "1", rule, None));
    }

    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        SqliteLiveHarness.CreateAsync(limits, now);
}
