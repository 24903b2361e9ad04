using System.Globalization;
using Attn.Domain;
using Attn.Storage.Live;
using Attn.Storage.Live.Redis;
using Attn.Storage.Redis;
using Attn.Testing;

namespace Attn.Storage.Tests.Redis;

/// <summary>How several replicas and an outage affect subscribers.</summary>
public sealed class RedisSessionFeedTests(SharedRedis shared)
{
    [Fact]
    public async Task A_change_at_one_replica_reaches_another()
    {
        var url = shared.NextUrl();
        await using var here = await SharedRedis.ConnectAsync(url);
        await using var there = await SharedRedis.ConnectAsync(url);
        var classroom = await Classroom.OpenAsync(Classroom.StoreOn(here));
        await using var changes = await new RedisSessionFeed(there).SubscribeAsync(
            classroom.Id,
            null,
            CancellationToken.None
        );

        await classroom.CheckInAsync("S1");

        Assert.Equal("S1", (await NextRecordAsync(changes)).StudentNumber);
    }

    [Fact]
    public async Task An_outage_is_reported_as_a_gap_and_changes_continue_after_it()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await SharedRedis.ConnectAsync(server.UrlOf());
        var classroom = await Classroom.OpenAsync(Classroom.StoreOn(redis));
        await using var changes = await new RedisSessionFeed(redis).SubscribeAsync(
            classroom.Id,
            null,
            CancellationToken.None
        );
        await classroom.CheckInAsync("S1");
        Assert.Equal("S1", (await NextRecordAsync(changes)).StudentNumber);

        await server.KillAsync();
        await server.StartAgainAsync();

        Assert.IsType<LiveChange.Missed>(await NextAsync(changes));
        await RedisConnectionTests.WaitForRedisAsync(redis);
        await classroom.CheckInAsync("S2");
        Assert.Equal("S2", (await NextRecordAsync(changes)).StudentNumber);
    }

    [Fact]
    public async Task Subscribing_fails_during_an_outage_and_works_after_it()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await SharedRedis.ConnectAsync(server.UrlOf());
        var classroom = await Classroom.OpenAsync(Classroom.StoreOn(redis));
        var feed = new RedisSessionFeed(redis);
        await server.KillAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            feed.SubscribeAsync(classroom.Id, null, CancellationToken.None)
        );
        await server.StartAgainAsync();
        await RedisConnectionTests.WaitForRedisAsync(redis);

        SessionSubscription? changes = null;
        await Eventually.IsTrueAsync(
            async () =>
            {
                try
                {
                    changes = await feed.SubscribeAsync(classroom.Id, null, CancellationToken.None);
                    return true;
                }
                catch (StoreUnavailableException)
                {
                    return false;
                }
            },
            "the channels are connected again"
        );
        await using var subscription = changes;
        await classroom.CheckInAsync("S1");
        Assert.Equal("S1", (await NextRecordAsync(changes!)).StudentNumber);
    }

    [Fact]
    public async Task A_malformed_message_is_reported_as_a_gap()
    {
        await using var redis = await shared.ConnectAsync();
        var classroom = await Classroom.OpenAsync(Classroom.StoreOn(redis));
        await using var changes = await new RedisSessionFeed(redis).SubscribeAsync(
            classroom.Id,
            null,
            CancellationToken.None
        );

        foreach (
            var message in new[] { "", "record|", "record|7", "record|7|{", "record|7|null", "session|x|{}", "hello" }
        )
        {
            await redis.RunAsync(
                database => database.PublishAsync(RedisKeys.Changes(classroom.Id), message),
                CancellationToken.None
            );
            Assert.IsType<LiveChange.Missed>(await NextAsync(changes));
        }

        await classroom.CheckInAsync("S1");
        Assert.Equal("S1", (await NextRecordAsync(changes)).StudentNumber);
    }

    [Fact]
    public async Task A_missing_right_to_the_channels_refuses_the_start_with_a_remedy()
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

        var classroom = await Classroom.OpenAsync(Classroom.StoreOn(redis));
        await Assert.ThrowsAnyAsync<Exception>(() => classroom.CheckInAsync("S1"));
        Assert.Empty(await classroom.ListRecordsAsync());
    }

    /// <summary>Skips the gap that a new connection may report.</summary>
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
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Assert.True(await changes.WaitAsync(timeout.Token));
        return changes.TryRead(out var change) ? change : throw new InvalidOperationException("Nothing arrived.");
    }
}
