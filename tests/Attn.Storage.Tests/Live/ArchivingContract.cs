using System.Collections.Concurrent;
using Attn.Storage.Live;

namespace Attn.Storage.Tests.Live;

/// <summary>
/// The contract of <see cref="ILiveStore"/>: ended class sessions, leases, copies and removals.
/// </summary>
public abstract class ArchivingContract : LiveContract
{
    [Fact]
    public async Task Unended_class_sessions_are_listed_whenever_they_start()
    {
        var first = await OpenAsync(Session("T1") with { EndTime = Now.AddMinutes(10) });
        var later = await OpenAsync(
            Session("T2") with
            {
                StartTime = Now.AddDays(30),
                EndTime = Now.AddDays(30).AddHours(1),
            }
        );
        var second = await OpenAsync(Session("T3") with { EndTime = Now.AddMinutes(20) });

        Assert.Equal([first.Id, second.Id, later.Id], await ListUnendedAsync(Now));
        Assert.Equal([first.Id, second.Id, later.Id], await ListUnendedAsync(first.EndTime.AddTicks(-1)));
        Assert.Equal([second.Id, later.Id], await ListUnendedAsync(first.EndTime));
        await FinishAsync(second);
        Assert.Equal([first.Id, later.Id], await ListUnendedAsync(Now));
        Assert.Empty(await ListUnendedAsync(later.EndTime));
    }

    [Fact]
    public async Task Ended_class_sessions_are_listed_earliest_first_up_to_the_limit()
    {
        var last = await OpenAsync(Session("T1") with { EndTime = Now.AddMinutes(30) });
        var first = await OpenAsync(Session("T2") with { EndTime = Now.AddMinutes(10) });
        var second = await OpenAsync(Session("T3") with { EndTime = Now.AddMinutes(20) });

        Assert.Empty(await Live.ListEndedAsync(Now, 10, None));
        Assert.Equal([first.Id], await Live.ListEndedAsync(first.EndTime, 10, None));
        Assert.Equal([first.Id, second.Id, last.Id], await Live.ListEndedAsync(Now.AddHours(1), 10, None));
        Assert.Equal([first.Id, second.Id], await Live.ListEndedAsync(Now.AddHours(1), 2, None));
    }

    [Fact]
    public async Task The_earliest_end_follows_every_change()
    {
        Assert.Null(await Live.FindEarliestEndAsync(None));
        var later = await OpenAsync(Session("T1") with { EndTime = Now.AddMinutes(30) });
        var earlier = await OpenAsync(Session("T2") with { EndTime = Now.AddMinutes(10) });
        Assert.Equal(earlier.EndTime, await Live.FindEarliestEndAsync(None));

        await ExtendAsync(earlier, Now.AddMinutes(40));
        Assert.Equal(later.EndTime, await Live.FindEarliestEndAsync(None));
        await FinishAsync(earlier);
        Assert.Equal(Now, await Live.FindEarliestEndAsync(None));
        Assert.Equal([earlier.Id], await Live.ListEndedAsync(Now, 10, None));

        await Live.RemoveIfUnchangedAsync(await CopyAsync(earlier.Id), None);
        Assert.Equal(later.EndTime, await Live.FindEarliestEndAsync(None));
        await Live.RemoveIfUnchangedAsync(await CopyAsync(later.Id), None);
        Assert.Null(await Live.FindEarliestEndAsync(None));
    }

    [Fact]
    public async Task Archiving_is_leased_to_one_worker_until_the_lease_ends()
    {
        var session = await OpenAsync();
        var taken = await AtOnceAsync(
            20,
            _ => Live.TryLeaseForArchivingAsync(session.Id, TimeSpan.FromMinutes(1), None)
        );

        Assert.Single(taken, won => won);
        await AdvanceAsync(TimeSpan.FromSeconds(50));
        Assert.False(await Live.TryLeaseForArchivingAsync(session.Id, TimeSpan.FromMinutes(1), None));
        await AdvanceAsync(TimeSpan.FromSeconds(15));
        Assert.True(await Live.TryLeaseForArchivingAsync(session.Id, TimeSpan.FromMinutes(1), None));
        Assert.Equal(session, await FindAsync(session.Id));
    }

    [Fact]
    public async Task A_lease_does_not_prevent_a_removal()
    {
        var session = await OpenAsync();
        await Live.TryLeaseForArchivingAsync(session.Id, TimeSpan.FromMinutes(1), None);

        Assert.True(await Live.RemoveIfUnchangedAsync(await CopyAsync(session.Id), None));
        Assert.False(await Live.TryLeaseForArchivingAsync(session.Id, TimeSpan.FromMinutes(1), None));
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task A_class_session_changed_after_the_copy_is_not_removed()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "1");
        var copy = await CopyAsync(session.Id);
        await AcceptAsync(session, "1");

        Assert.False(await Live.RemoveIfUnchangedAsync(copy, None));
        Assert.NotNull(await RecordAsync(session.Id, "1"));

        copy = await CopyAsync(session.Id);
        await FinishAsync(session);
        Assert.False(await Live.RemoveIfUnchangedAsync(copy, None));
        Assert.Equal([session.Id], await Live.ListEndedAsync(Now, 10, None));
        Assert.True(await Live.RemoveIfUnchangedAsync(await CopyAsync(session.Id), None));
    }

    [Fact]
    public async Task An_archived_class_session_leaves_nothing()
    {
        var session = await OpenAsync(Session() with { LessonName = "a|b\\c", TeacherName = "d|e" });
        foreach (var number in OddNumbers)
            await CheckInAsync(session.Id, number.Data);
        await AcceptAsync(session, "12:34");
        await DeleteAsync(session, "*");
        await ExtendAsync(session, Now.AddHours(2));
        await FinishAsync(session);
        Assert.NotEmpty(await Harness.ListContentsAsync());

        Assert.True(await Live.RemoveIfUnchangedAsync(await CopyAsync(session.Id), None));

        Assert.Empty(await Harness.ListContentsAsync());
        Assert.Null(await Live.FindSessionAsync(session.Id, None));
        Assert.Null(await Live.ReadRosterAsync(session.Id, None));
        Assert.Null(await Live.FindRecordAsync(session.Id, "*", None));
        Assert.Null(await CheckInAsync(session.Id, "1"));
        Assert.Null(await FinishAsync(session));
        Assert.False(await Live.RemoveIfUnchangedAsync(new(session, [], []), None));
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task Removing_during_check_ins_loses_nobody()
    {
        var session = await OpenAsync();
        var recorded = new ConcurrentBag<string>();
        var students = AtOnceAsync(
            100,
            async number =>
            {
                if (await CheckInAsync(session.Id, Student(number)) is { Value: not null })
                    recorded.Add(Student(number));
                return number;
            }
        );
        SessionCopy copy;
        do copy = await CopyAsync(session.Id);
        while (!await Live.RemoveIfUnchangedAsync(copy, None));
        await students;

        Assert.Equal(recorded.Order(StringComparer.Ordinal), copy.Records.Select(record => record.StudentNumber));
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task A_copy_shows_one_moment()
    {
        var session = await OpenAsync();
        var students = AtOnceAsync(100, number => CheckInAsync(session.Id, Student(number)));
        for (var round = 0; round < 20; round++)
        {
            var copy = await CopyAsync(session.Id);
            Assert.Equal(session.Version + copy.Records.Count, copy.Session.Version);
        }

        await students;
    }

    [Fact]
    public async Task Removing_a_class_session_keeps_only_pending_checks()
    {
        var session = await OpenAsync();
        var pending = await CheckInWithSelfieAsync(session.Id, "1");
        await CheckInAsync(session.Id, "2");
        var settled = await CheckInWithSelfieAsync(session.Id, "3");
        await SettleAsync(session.Id, "3", settled);
        var timedOut = await CheckInWithSelfieAsync(session.Id, "4");
        await TimeOutAsync(session.Id, "4", timedOut);
        var decided = await CheckInWithSelfieAsync(session.Id, "5");
        await AcceptAsync(session, "5");
        var deleted = await CheckInWithSelfieAsync(session.Id, "6");
        await DeleteAsync(session, "6");

        Assert.True(await Live.RemoveIfUnchangedAsync(await CopyAsync(session.Id), None));

        Assert.Equal(
            new(pending, session.Id, "1", session.EndTime + Grace, 1000),
            await Outbox.FindAsync(pending, None)
        );
        Assert.NotNull(await Outbox.FindPicturesAsync(pending, None));
        Assert.Equal(new(1, 1000), await Outbox.MeasureAsync(None));
        foreach (var gone in new[] { settled, timedOut, decided, deleted })
        {
            Assert.Null(await Outbox.FindAsync(gone, None));
            Assert.Null(await Outbox.FindPicturesAsync(gone, None));
        }

        Assert.Equal([pending], await LeaseDueAsync());
        await Outbox.RemoveAsync(pending, None);
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task Unarchived_live_data_never_expires()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "1");
        var pending = await CheckInWithSelfieAsync(session.Id, "2");
        await AdvanceAsync(TimeSpan.FromDays(30));

        Assert.Equal(2, (await CopyAsync(session.Id)).Records.Count);
        Assert.Equal([session.Id], await Live.ListEndedAsync(Now, 10, None));
        Assert.Equal([pending], await LeaseDueAsync());
    }

    private Task<IReadOnlyList<Guid>> ListUnendedAsync(DateTimeOffset now) =>
        Live.ListUnendedAsync(now, DateTimeOffset.MaxValue.AddTicks(-1), None);
}
