using Attn.Domain;
using Attn.Storage.Live;
using Attn.Testing;

namespace Attn.Storage.Tests.Live;

/// <summary>What both stores tell those who listen to a class session.</summary>
public abstract class SessionFeedContract : LiveContract
{
    [Fact]
    public async Task Every_change_is_told_once_with_its_version_and_as_it_is_stored()
    {
        var session = await OpenAsync();
        await using var changes = await Harness.Feed.SubscribeAsync(session.Id, null, CancellationToken.None);

        await CheckInAsync(session.Id, "0001");
        var verification = await CheckInWithSelfieAsync(session.Id, "0002");
        await SettleAsync(session.Id, "0002", verification);
        await AcceptAsync(session, "0001");
        await DeleteAsync(session, "0001");
        await ExtendAsync(session, Now.AddHours(2));
        await FinishAsync(session);

        var told = await HearAsync(changes, 7);
        Assert.Equal(Enumerable.Range(1, 7).Select(step => session.Version + step), told.Select(VersionOf));
        Assert.Equal(
            ["0001", "0002", "0002", "0001", "0001"],
            told.Take(5).Select(change => Assert.IsType<LiveChange.Record>(change).Written.StudentNumber)
        );
        var copy = await CopyAsync(session.Id);
        Assert.Equal(copy.Records, [((LiveChange.Record)told[4]).Written, ((LiveChange.Record)told[2]).Written]);
        Assert.Equal(Now.AddHours(2), ((LiveChange.Session)told[5]).Written.EndTime);
        Assert.Equal(copy.Session, ((LiveChange.Session)told[6]).Written);
        Assert.False(changes.TryRead(out var more) && more is not LiveChange.Missed);
    }

    [Fact]
    public async Task What_changes_nothing_is_not_told()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "0001");
        await using var changes = await Harness.Feed.SubscribeAsync(session.Id, null, CancellationToken.None);

        OutcomeAssert.Refused(CheckInRefusal.AlreadyPresent, await CheckInAsync(session.Id, "0001"));
        OutcomeAssert.Refused(TeacherRefusal.RecordNotFound, await AcceptAsync(session, "0009"));
        await CheckInAsync(session.Id, "0002");

        Assert.Equal("0002", ((LiveChange.Record)(await HearAsync(changes, 1))[0]).Written.StudentNumber);
    }

    [Fact]
    public async Task A_hundred_students_at_once_are_told_in_the_order_of_versions()
    {
        var session = await OpenAsync();
        await using var changes = await Harness.Feed.SubscribeAsync(session.Id, null, CancellationToken.None);

        await AtOnceAsync(100, number => CheckInAsync(session.Id, Student(number)));

        var told = await HearAsync(changes, 100);
        Assert.Equal(Enumerable.Range(1, 100).Select(step => session.Version + step), told.Select(VersionOf));
        Assert.Equal(100, told.Select(change => ((LiveChange.Record)change).Written.StudentNumber).Distinct().Count());
    }

    [Fact]
    public async Task A_student_hears_of_the_own_record_and_the_session_alone()
    {
        var session = await OpenAsync();
        var another = await OpenAsync(Session("T2"));
        await using var changes = await Harness.Feed.SubscribeAsync(session.Id, "0002", CancellationToken.None);

        await CheckInAsync(session.Id, "0001");
        await CheckInAsync(another.Id, "0002");
        await CheckInAsync(session.Id, "0002");
        await FinishAsync(session);

        var told = await HearAsync(changes, 2);
        Assert.Equal(
            (session.Id, "0002"),
            (((LiveChange.Record)told[0]).Written.SessionId, ((LiveChange.Record)told[0]).Written.StudentNumber)
        );
        Assert.IsType<LiveChange.Session>(told[1]);
    }

    [Fact]
    public async Task Listeners_come_and_go_without_harm_to_each_other()
    {
        var session = await OpenAsync();
        await using var stays = await Harness.Feed.SubscribeAsync(session.Id, null, CancellationToken.None);
        await AtOnceAsync(
            50,
            async _ =>
            {
                await using var goes = await Harness.Feed.SubscribeAsync(session.Id, null, CancellationToken.None);
                return true;
            }
        );
        await using var comes = await Harness.Feed.SubscribeAsync(session.Id, null, CancellationToken.None);

        await CheckInAsync(session.Id, "0001");

        Assert.Single(await HearAsync(stays, 1));
        Assert.Single(await HearAsync(comes, 1));
    }

    [Fact]
    public async Task After_the_last_one_has_gone_a_new_one_hears_again()
    {
        var session = await OpenAsync();
        for (var round = 0; round < 20; round++)
        {
            var goes = await Harness.Feed.SubscribeAsync(session.Id, null, CancellationToken.None);
            var going = goes.DisposeAsync();
            await using var comes = await Harness.Feed.SubscribeAsync(session.Id, null, CancellationToken.None);
            await going;
            await CheckInAsync(session.Id, Student(round));
            Assert.Contains(
                await HearAsync(comes, 1),
                change => change is LiveChange.Record { Written: var record } && record.StudentNumber == Student(round)
            );
        }
    }

    [Fact]
    public async Task A_listener_that_does_not_keep_up_is_dropped_and_holds_nobody_up()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "0001");
        await using var sleeps = await Harness.Feed.SubscribeAsync(session.Id, null, CancellationToken.None);
        await using var listens = await Harness.Feed.SubscribeAsync(session.Id, null, CancellationToken.None);
        var heard = HearAsync(listens, SessionSubscription.MaxWaiting + 10);

        for (var left = SessionSubscription.MaxWaiting + 10; left > 0; left--)
            OutcomeAssert.Succeeded(await AcceptAsync(session, "0001"));

        Assert.Equal(SessionSubscription.MaxWaiting + 10, (await heard).Count);
        await Attn.Testing.Eventually.IsTrueAsync(
            () => Task.FromResult(sleeps.Dropped.IsCancellationRequested),
            "the sleeper is dropped"
        );
        Assert.False(listens.Dropped.IsCancellationRequested);
    }

    /// <summary>So many changes; news that something may have been missed is none.</summary>
    protected static async Task<List<LiveChange>> HearAsync(SessionSubscription changes, int count)
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var heard = new List<LiveChange>();
        while (heard.Count < count)
        {
            Assert.True(await changes.WaitAsync(enough.Token), $"dropped after {heard.Count} changes");
            while (heard.Count < count && changes.TryRead(out var change))
            {
                if (change is not LiveChange.Missed)
                    heard.Add(change);
            }
        }

        return heard;
    }

    private static long VersionOf(LiveChange change) =>
        change switch
        {
            LiveChange.Record record => record.Written.Version,
            LiveChange.Session session => session.Written.Version,
            _ => 0,
        };
}
