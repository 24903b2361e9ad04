using System.Globalization;
using System.Text.RegularExpressions;
using Attn.Domain;
using Attn.Storage.Limits;
using Attn.Storage.Live.Redis;
using Attn.Storage.Redis;
using Attn.Testing;
using StackExchange.Redis.Profiling;

namespace Attn.Storage.Tests.Redis;

/// <summary>How many round trips to Redis a request takes, counted by the client.</summary>
public sealed class RedisRoundTripTests(SharedRedis shared)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly LoginSession Login = new()
    {
        Id = Guid.CreateVersion7(),
        UserNumber = "S1",
        FullName = "Somebody",
        Role = UserRole.Student,
        SignedInAt = Classroom.Noon,
        ExpiresAt = Classroom.Noon.AddMinutes(15),
    };

    [Fact]
    public async Task A_check_in_with_authentication_and_limit_takes_three_round_trips()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Classroom.StoreOn(redis);
        var logins = new RedisLoginStore(redis, new PictureCipher("a secret of the tests, long enough"));
        var rates = new RedisRateCounter(redis);
        await logins.SaveAsync(Login, null, Classroom.Noon, CancellationToken.None);
        var classroom = await Classroom.OpenAsync(store);
        await classroom.CheckInAsync("S0");
        await rates.TakeAsync(RateKeys.OfUser("attend", "S0"), 10, TimeSpan.FromMinutes(1), CancellationToken.None);

        var commands = await CountAsync(
            redis,
            async () =>
            {
                Assert.NotNull(await logins.FindAsync(Login.Id, Classroom.Noon, CancellationToken.None));
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
                Assert.NotNull(await store.FindSessionFactsAsync(classroom.Id, CancellationToken.None));
                OutcomeAssert.Succeeded(await classroom.CheckInAsync("S1"));
            }
        );

        Assert.Equal(["HMGET", "EVALSHA", "EVALSHA"], commands);
    }

    [Theory]
    [InlineData(1024, 1)]
    [InlineData(0, 2)]
    public async Task A_remembered_class_session_saves_a_round_trip(int remembered, int expected)
    {
        await using var redis = await shared.ConnectAsync();
        var classroom = await Classroom.OpenAsync(Classroom.StoreOn(redis, remembered));
        await classroom.CheckInAsync("S0");

        Assert.Equal(expected, (await CountAsync(redis, () => classroom.CheckInAsync("S1"))).Count);
    }

    [Fact]
    public async Task An_attempt_takes_one_round_trip_after_a_success_and_two_after_a_failure()
    {
        await using var redis = await shared.ConnectAsync();
        var classroom = await Classroom.OpenAsync(Classroom.StoreOn(redis));
        await classroom.CheckInAsync("S1");
        await classroom.CheckInAsync("S2", CheckInEvidence.Failed(FailReasons.WifiFailed));

        Assert.Single(await CountAsync(redis, () => classroom.CheckInAsync("S1")));
        Assert.Equal(2, (await CountAsync(redis, () => classroom.CheckInAsync("S2"))).Count);
    }

    [Fact]
    public async Task A_roster_takes_one_round_trip_and_one_HGETALL()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await SharedRedis.ConnectAsync(server.UrlOf());
        var classroom = await Classroom.OpenAsync(Classroom.StoreOn(redis));
        await classroom.CheckInAsync("S1");
        var before = await CountCommandsAsync(redis, "hgetall");

        Assert.Equal(["EXEC"], await CountAsync(redis, () => classroom.ListRecordsAsync()));

        Assert.Equal(before + 1, await CountCommandsAsync(redis, "hgetall"));
        Assert.Equal(0, await CountCommandsAsync(redis, "keys"));
        Assert.Equal(0, await CountCommandsAsync(redis, "scan"));
    }

    /// <summary>How often the server has run a command since its start.</summary>
    private static async Task<int> CountCommandsAsync(RedisConnection redis, string command)
    {
        var statistics = (string?)
            await redis.RunAsync(
                database => database.ScriptEvaluateAsync("return redis.call('INFO', 'commandstats')"),
                CancellationToken.None
            );
        var found = Regex.Match(statistics!, $"cmdstat_{command}:calls=([0-9]+)", RegexOptions.None, Limit);
        return found.Success ? int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;
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
