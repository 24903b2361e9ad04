using System.Collections.Concurrent;
using Attn.Domain;
using Attn.Testing;

namespace Attn.Storage.Tests.Redis;

/// <summary>Redis ends in the middle of check-ins and comes back with its append-only file.</summary>
public sealed class RedisRestartTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_who_was_answered_is_lost_and_nobody_is_there_twice(bool isKilled)
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await SharedRedis.ConnectAsync(server.UrlOf());
        var lesson = await Lesson.OpenAsync(Lesson.StoreOn(redis));
        var answered = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var unanswered = new ConcurrentQueue<string>();
        var isUnderWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var last = -1;

        // Students keep coming until a few have stood before a closed door.
        var everybody = Task.WhenAll(
            Enumerable
                .Range(0, 32)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (unanswered.Count < 100)
                        {
                            var student = $"S{Interlocked.Increment(ref last):D6}";
                            try
                            {
                                OutcomeAssert.Succeeded(await lesson.AttendsAsync(student));
                                answered[student] = true;
                                if (answered.Count >= 300)
                                    isUnderWay.TrySetResult();
                            }
                            catch (StoreUnavailableException)
                            {
                                unanswered.Enqueue(student);
                            }
                        }
                    })
                )
        );
        await isUnderWay.Task;
        await (isKilled ? server.KillAsync() : server.StopAsync());
        await everybody;
        await server.StartAgainAsync();
        await RedisConnectionTests.BackAsync(redis);

        var present = (await lesson.RosterAsync())
            .Select(record => record.StudentNumber)
            .ToHashSet(StringComparer.Ordinal);
        Assert.Superset(answered.Keys.ToHashSet(StringComparer.Ordinal), present);

        // Whoever got no answer tries again: present now, or already then.
        foreach (var student in unanswered)
            Assert.True(
                await lesson.AttendsAsync(student) is { Value: not null } or { Refusal: CheckInRefusal.AlreadyPresent }
            );
        var roster = await lesson.RosterAsync();
        Assert.Equal(last + 1, roster.Count);
        Assert.All(roster, record => Assert.Equal(1, record.Attempts));
        Assert.Equal(last + 1, roster.Select(record => record.Version).Distinct().Count());
    }
}
