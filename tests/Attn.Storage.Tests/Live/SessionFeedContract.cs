using Attn.Domain;
using Attn.Storage.Live;
using Attn.Testing;

namespace Attn.Storage.Tests.Live;

/// <summary>What both stores publish to the subscribers of a class session.</summary>
public abstract class SessionFeedContract : LiveContract
{
    [Fact]
    public async Task Every_change_is_published_once_as_stored_with_its_version()
    {
        var session = await OpenAsync();
        await using var changes = await Harness.Feed.SubscribeAsync(session.Id, null, None);

        await CheckInAsync(session.Id, "0001");
        var verification = await CheckInWithSelfieAsync(session.Id, "0002");
        await SettleAsync(session.Id, "0002", verification);
        await AcceptAsync(session, "0001");
        await DeleteAsync(session, "0001");
        await ExtendAsync(session, Now.AddHours(2));
        await FinishAsync(session);

        var received = await ReceiveAsync(changes, 7);
        Assert.Equal(Enumerable.Range(1, 7).Select(step => session.Version + step), received.Select(VersionOf));
        Assert.Equal(
            ["0001", "0002", "0002", "0001", "0001"],
            received.Take(5).Select(change => Assert.IsType<LiveChange.Record>(change).Written.StudentNumber)
        );
        var copy = await CopyAsync(session.Id);
        Assert.Equal(
            copy.Records,
            [((LiveChange.Record)received[4]).Written, ((LiveChange.Record)received[2]).Written]
        );
        Assert.Equal(Now.AddHours(2), ((LiveChange.Session)received[5]).Written.EndTime);
        Assert.Equal(copy.Session, ((LiveChange.Session)received[6]).Written);
        Assert.False(changes.TryRead(out var more) && more is not LiveChange.Missed);
    }

    [Fact]
    public async Task A_refused_change_is_not_published()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "0001");
        await using var changes = await Harness.Feed.SubscribeAsync(session.Id, null, None);

        OutcomeAssert.Refused(CheckInRefusal.AlreadyPresent, await CheckInAsync(session.Id, "0001"));
        OutcomeAssert.Refused(TeacherRefusal.RecordNotFound, await AcceptAsync(session, "0009"));
        await CheckInAsync(session.Id, "0002");

        Assert.Equal("0002", ((LiveChange.Record)(await ReceiveAsync(changes, 1))[0]).Written.StudentNumber);
    }

    [Fact]
    public async Task Changes_of_a_hundred_students_at_once_arrive_in_the_order_of_versions()
    {
        var session = await OpenAsync();
        await using var changes = await Harness.Feed.SubscribeAsync(session.Id, null, None);

        await AtOnceAsync(100, number => CheckInAsync(session.Id, Student(number)));

        var received = await ReceiveAsync(changes, 100);
        Assert.Equal(Enumerable.Range(1, 100).Select(step => session.Version + step), received.Select(VersionOf));
        Assert.Equal(
            100,
            received.Select(change => ((LiveChange.Record)change).Written.StudentNumber).Distinct().Count()
        );
    }

    [Fact]
    public async Task A_student_receives_only_the_own_record_and_the_class_session()
    {
        var session = await OpenAsync();
        var another = await OpenAsync(Session("T2"));
        await using var changes = await Harness.Feed.SubscribeAsync(session.Id, "0002", None);

        await CheckInAsync(session.Id, "0001");
        await CheckInAsync(another.Id, "0002");
        await CheckInAsync(session.Id, "0002");
        await FinishAsync(session);

        var received = await ReceiveAsync(changes, 2);
        Assert.Equal(
            (session.Id, "0002"),
            (((LiveChange.Record)received[0]).Written.SessionId, ((LiveChange.Record)received[0]).Written.StudentNumber)
        );
        Assert.IsType<LiveChange.Session>(received[1]);
    }

    [Fact]
    public async Task Subscribers_come_and_go_without_affecting_each_other()
    {
        var session = await OpenAsync();
        await using var staying = await Harness.Feed.SubscribeAsync(session.Id, null, None);
        await AtOnceAsync(
            50,
            async _ =>
            {
                await using var leaving = await Harness.Feed.SubscribeAsync(session.Id, null, None);
                return true;
            }
        );
        await using var joining = await Harness.Feed.SubscribeAsync(session.Id, null, None);

        await CheckInAsync(session.Id, "0001");

        Assert.Single(await ReceiveAsync(staying, 1));
        Assert.Single(await ReceiveAsync(joining, 1));
    }

    [Fact]
    public async Task A_new_subscriber_receives_changes_after_the_last_one_has_left()
    {
        var session = await OpenAsync();
        for (var round = 0; round < 20; round++)
        {
            var leaving = await Harness.Feed.SubscribeAsync(session.Id, null, None);
            var disposal = leaving.DisposeAsync();
            await using var joining = await Harness.Feed.SubscribeAsync(session.Id, null, None);
            await disposal;
            await CheckInAsync(session.Id, Student(round));
            Assert.Contains(
                await ReceiveAsync(joining, 1),
                change => change is LiveChange.Record { Written: var record } && record.StudentNumber == Student(round)
            );
        }
    }

    [Fact]
    public async Task A_slow_subscriber_is_dropped_and_delays_nobody()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "0001");
        await using var slow = await Harness.Feed.SubscribeAsync(session.Id, null, None);
        await using var fast = await Harness.Feed.SubscribeAsync(session.Id, null, None);
        var receiving = ReceiveAsync(fast, SessionSubscription.MaxWaiting + 10);

        for (var round = 0; round < SessionSubscription.MaxWaiting + 10; round++)
            OutcomeAssert.Succeeded(await AcceptAsync(session, "0001"));

        Assert.Equal(SessionSubscription.MaxWaiting + 10, (await receiving).Count);
        await Attn.Testing.Eventually.IsTrueAsync(
            () => Task.FromResult(slow.Dropped.IsCancellationRequested),
            "the slow subscriber is dropped"
        );
        Assert.False(fast.Dropped.IsCancellationRequested);
    }

    /// <summary>Receives this many changes and skips reported gaps.</summary>
    protected static async Task<List<LiveChange>> ReceiveAsync(SessionSubscription changes, int count)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var received = new List<LiveChange>();
        while (received.Count < count)
        {
            Assert.True(await changes.WaitAsync(timeout.Token), $"dropped after {received.Count} changes");
            while (received.Count < count && changes.TryRead(out var change))
            {
                if (change is not LiveChange.Missed)
                    received.Add(change);
            }
        }

        return received;
    }

    private static long VersionOf(LiveChange change) =>
        change switch
        {
            LiveChange.Record record => record.Written.Version,
            LiveChange.Session session => session.Written.Version,
            _ => 0,
        };
}
