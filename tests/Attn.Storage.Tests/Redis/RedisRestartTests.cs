using System.Collections.Concurrent;
using Attn.Domain;
using Attn.Testing;

namespace Attn.Storage.Tests.Redis;

/// <summary>Redis stops during check-ins and starts again with its append-only file.</summary>
public sealed class RedisRestartTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_restart_loses_no_answered_check_in_and_doubles_none(bool isKilled)
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await SharedRedis.ConnectAsync(server.UrlOf());
        var classroom = await Classroom.OpenAsync(Classroom.StoreOn(redis));
        var answered = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var unanswered = new ConcurrentQueue<string>();
        var isUnderWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var last = -1;

        // Students keep checking in until a hundred got no answer.
        var students = Task.WhenAll(
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
                                OutcomeAssert.Succeeded(await classroom.CheckInAsync(student));
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
        await students;
        await server.StartAgainAsync();
        await RedisConnectionTests.WaitForRedisAsync(redis);

        var present = (await classroom.ListRecordsAsync())
            .Select(record => record.StudentNumber)
            .ToHashSet(StringComparer.Ordinal);
        Assert.Superset(answered.Keys.ToHashSet(StringComparer.Ordinal), present);

        // A retry records those without an answer, unless they were recorded before.
        foreach (var student in unanswered)
            Assert.True(
                await classroom.CheckInAsync(student)
                    is { Value: not null }
                        or { Refusal: CheckInRefusal.AlreadyPresent }
            );
        var roster = await classroom.ListRecordsAsync();
        Assert.Equal(last + 1, roster.Count);
        Assert.All(roster, record => Assert.Equal(1, record.Attempts));
        Assert.Equal(last + 1, roster.Select(record => record.Version).Distinct().Count());
    }
}
