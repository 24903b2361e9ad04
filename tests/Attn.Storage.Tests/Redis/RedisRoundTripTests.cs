using Attn.Domain;
using Attn.Storage.Limits;
using Attn.Storage.Live.Redis;
using Attn.Storage.Redis;
using Attn.Testing;
using StackExchange.Redis.Profiling;

namespace Attn.Storage.Tests.Redis;

/// <summary>What a request costs in trips to Redis, counted by the client.</summary>
public sealed class RedisRoundTripTests(SharedRedis shared)
{
    private static readonly LoginSession Login = new()
    {
        Id = Guid.CreateVersion7(),
        UserNumber = "S1",
        FullName = "Somebody",
        Role = UserRole.Student,
        SignedInAt = Lesson.Noon,
        ExpiresAt = Lesson.Noon.AddMinutes(15),
    };

    [Fact]
    public async Task A_check_in_with_authentication_and_limit_takes_three_round_trips()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Lesson.StoreOn(redis);
        var logins = new RedisLoginStore(redis, new PictureCipher("a secret of the tests, long enough"));
        var rates = new RedisRateCounter(redis);
        await logins.SaveAsync(Login, null, Lesson.Noon, CancellationToken.None);
        var lesson = await Lesson.OpenAsync(store);
        await lesson.AttendsAsync("S0");
        await rates.TakeAsync(RateKeys.OfUser("attend", "S0"), 10, TimeSpan.FromMinutes(1), CancellationToken.None);

        var commands = await CountAsync(
            redis,
            async () =>
            {
                Assert.NotNull(await logins.FindAsync(Login.Id, Lesson.Noon, CancellationToken.None));
                Assert.True(
                    (
                        await rates.TakeAsync(
                            RateKeys.OfUser("attend", "S1"),
                            10,
                            TimeSpan.FromMinutes(1),
                            CancellationToken.None
                        )
                    ).IsAllowed
                );
                Assert.NotNull(await store.FindSessionFactsAsync(lesson.Id, CancellationToken.None));
                OutcomeAssert.Succeeded(await lesson.AttendsAsync("S1"));
            }
        );

        Assert.Equal(["HMGET", "EVALSHA", "EVALSHA"], commands);
    }

    [Theory]
    [InlineData(1024, 1)]
    [InlineData(0, 2)]
    public async Task A_session_that_is_remembered_saves_one(int remembered, int expected)
    {
        await using var redis = await shared.ConnectAsync();
        var lesson = await Lesson.OpenAsync(Lesson.StoreOn(redis, remembered));
        await lesson.AttendsAsync("S0");

        Assert.Equal(expected, (await CountAsync(redis, () => lesson.AttendsAsync("S1"))).Count);
    }

    [Fact]
    public async Task A_try_after_a_success_takes_one_and_a_try_after_a_failure_two()
    {
        await using var redis = await shared.ConnectAsync();
        var lesson = await Lesson.OpenAsync(Lesson.StoreOn(redis));
        await lesson.AttendsAsync("S1");
        await lesson.AttendsAsync("S2", CheckInEvidence.Failed(FailReasons.WifiFailed));

        Assert.Single(await CountAsync(redis, () => lesson.AttendsAsync("S1")));
        Assert.Equal(2, (await CountAsync(redis, () => lesson.AttendsAsync("S2"))).Count);
    }

    [Fact]
    public async Task A_roster_is_one_round_trip_and_one_HGETALL()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await SharedRedis.ConnectAsync(server.UrlOf());
        var lesson = await Lesson.OpenAsync(Lesson.StoreOn(redis));
        await lesson.AttendsAsync("S1");

        Assert.Equal(["EXEC"], await CountAsync(redis, () => lesson.RosterAsync()));

        var told = (string?)
            await redis.RunAsync(
                database => database.ScriptEvaluateAsync("return redis.call('INFO', 'commandstats')"),
                CancellationToken.None
            );
        Assert.Contains("cmdstat_hgetall:calls=1,", told, StringComparison.Ordinal);
        Assert.DoesNotContain("cmdstat_keys", told, StringComparison.Ordinal);
        Assert.DoesNotContain("cmdstat_scan", told, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> CountAsync(RedisConnection redis, Func<Task> act)
    {
        var session = new ProfilingSession();
        redis.Profile(() => session);
        await act();
        redis.Profile(() => null);
        return
        [
            .. session.FinishProfiling().OrderBy(command => command.CommandCreated).Select(command => command.Command),
        ];
    }
}
