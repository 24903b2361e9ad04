using System.Collections.Concurrent;
using Attn.Domain;
using Attn.Testing;

namespace Attn.Storage.Tests.Redis;

/// <summary>Redis ends in the middle of check-ins and comes back with its append-only file.</summary>
public sealed class RedisRestartTests
{
    private const int Students = 2000;

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
        var halfway = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var everybody = Parallel.ForEachAsync(
            Enumerable.Range(0, Students).Select(i => $"S{i:D4}"),
            new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (student, _) =>
            {
                try
                {
                    Assert.IsType<CheckInOutcome.Recorded>(await lesson.AttendsAsync(student));
                    answered[student] = true;
                    if (answered.Count == Students / 4)
                        halfway.TrySetResult();
                }
                catch (StoreUnavailableException)
                {
                    unanswered.Enqueue(student);
                }
            });
        await halfway.Task;
        await (isKilled ? server.KillAsync() : server.StopAsync());
        await everybody;
        await server.StartAgainAsync();
        await RedisConnectionTests.BackAsync(redis);

        Assert.NotEmpty(unanswered);
        var present = (await lesson.RosterAsync()).Select(record => record.StudentNumber).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(answered.Keys.ToHashSet(StringComparer.Ordinal), present);

        // Whoever got no answer tries again: present now, or already then.
        foreach (var student in unanswered)
            Assert.True(await lesson.AttendsAsync(student) is CheckInOutcome.Recorded or CheckInOutcome.AlreadyPresent);
        var roster = await lesson.RosterAsync();
        Assert.Equal(Students, roster.Count);
        Assert.All(roster, record => Assert.Equal(1, record.Attempts));
        Assert.Equal(Students, roster.Select(record => record.Version).Distinct().Count());
    }
}
