using System.Globalization;
using Attn.Domain;
using Attn.Storage.Live;
using Attn.Storage.Live.Redis;
using Attn.Storage.Redis;
using Attn.Testing;

namespace Attn.Storage.Tests.Redis;

/// <summary>What several replicas and an outage do to those who listen.</summary>
public sealed class RedisSessionFeedTests(SharedRedis shared)
{
    [Fact]
    public async Task A_change_at_one_replica_is_heard_at_another()
    {
        var url = shared.NextUrl();
        await using var here = await SharedRedis.ConnectAsync(url);
        await using var there = await SharedRedis.ConnectAsync(url);
        var lesson = await Lesson.OpenAsync(Lesson.StoreOn(here));
        await using var changes = await new RedisSessionFeed(there).SubscribeAsync(
            lesson.Id,
            null,
            CancellationToken.None
        );

        await lesson.AttendsAsync("S1");

        Assert.Equal("S1", (await NextRecordAsync(changes)).StudentNumber);
    }

    [Fact]
    public async Task After_an_outage_it_is_said_that_something_may_have_been_missed_and_all_goes_on()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await SharedRedis.ConnectAsync(server.UrlOf());
        var lesson = await Lesson.OpenAsync(Lesson.StoreOn(redis));
        await using var changes = await new RedisSessionFeed(redis).SubscribeAsync(
            lesson.Id,
            null,
            CancellationToken.None
        );
        await lesson.AttendsAsync("S1");
        Assert.Equal("S1", (await NextRecordAsync(changes)).StudentNumber);

        await server.KillAsync();
        await server.StartAgainAsync();

        Assert.IsType<LiveChange.Missed>(await NextAsync(changes));
        await RedisConnectionTests.BackAsync(redis);
        await lesson.AttendsAsync("S2");
        Assert.Equal("S2", (await NextRecordAsync(changes)).StudentNumber);
    }

    [Fact]
    public async Task While_Redis_is_away_nobody_can_begin_to_listen_and_later_everybody_can()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await SharedRedis.ConnectAsync(server.UrlOf());
        var lesson = await Lesson.OpenAsync(Lesson.StoreOn(redis));
        var feed = new RedisSessionFeed(redis);
        await server.KillAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            feed.SubscribeAsync(lesson.Id, null, CancellationToken.None)
        );
        await server.StartAgainAsync();
        await RedisConnectionTests.BackAsync(redis);

        SessionSubscription? changes = null;
        await Eventually.IsTrueAsync(
            async () =>
            {
                try
                {
                    changes = await feed.SubscribeAsync(lesson.Id, null, CancellationToken.None);
                    return true;
                }
                catch (StoreUnavailableException)
                {
                    return false;
                }
            },
            "the connection that hears channels is back"
        );
        await using var listening = changes;
        await lesson.AttendsAsync("S1");
        Assert.Equal("S1", (await NextRecordAsync(changes!)).StudentNumber);
    }

    [Fact]
    public async Task A_message_that_makes_no_sense_does_no_harm()
    {
        await using var redis = await shared.ConnectAsync();
        var lesson = await Lesson.OpenAsync(Lesson.StoreOn(redis));
        await using var changes = await new RedisSessionFeed(redis).SubscribeAsync(
            lesson.Id,
            null,
            CancellationToken.None
        );

        foreach (
            var message in new[] { "", "record|", "record|7", "record|7|{", "record|7|null", "session|x|{}", "hello" }
        )
        {
            await redis.RunAsync(
                database => database.PublishAsync(RedisKeys.Changes(lesson.Id), message),
                CancellationToken.None
            );
            Assert.IsType<LiveChange.Missed>(await NextAsync(changes));
        }

        await lesson.AttendsAsync("S1");
        Assert.Equal("S1", (await NextRecordAsync(changes)).StudentNumber);
    }

    [Fact]
    public async Task A_user_without_a_right_to_the_channels_ends_the_start_with_a_remedy_and_writes_nothing_by_halves()
    {
        await using var server = await RedisServer.StartAsync(
            "--user",
            "attn",
            "on",
            ">secret",
            "~attn:*",
            "resetchannels",
            "+@all",
            "-@admin",
            "-@dangerous"
        );
        await using var redis = await SharedRedis.ConnectAsync(
            string.Create(CultureInfo.InvariantCulture, $"redis://attn:secret@127.0.0.1:{server.Port}/3")
        );

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() =>
            new RedisSessionFeed(redis).StartAsync(CancellationToken.None)
        );
        Assert.Contains("ACL SETUSER attn &attn:*", refusal.Message, StringComparison.Ordinal);

        var lesson = await Lesson.OpenAsync(Lesson.StoreOn(redis));
        await Assert.ThrowsAnyAsync<Exception>(() => lesson.AttendsAsync("S1"));
        Assert.Empty(await lesson.RosterAsync());
    }

    /// <summary>A new connection may say that something was missed, as it well may have been.</summary>
    private static async Task<AttendanceRecord> NextRecordAsync(SessionSubscription changes)
    {
        while (true)
        {
            if (await NextAsync(changes) is LiveChange.Record record)
                return record.Written;
        }
    }

    private static async Task<LiveChange> NextAsync(SessionSubscription changes)
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Assert.True(await changes.WaitAsync(enough.Token));
        return changes.TryRead(out var change) ? change : throw new InvalidOperationException("Nothing came.");
    }
}
