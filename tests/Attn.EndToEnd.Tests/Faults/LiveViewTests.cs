using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>
/// A teacher watches at one replica while students check in at another, and Redis is killed in between.
/// </summary>
public sealed class LiveViewTests
{
    [Fact]
    public async Task Every_record_is_sent_once_and_in_order_although_Redis_is_killed()
    {
        const int count = 200;
        await using var redis = await RedisServer.StartAsync();
        await using var postgres = await PostgresServer.StartAsync();
        var stores = new Stores(redis, 0, postgres, await postgres.CreateDatabaseAsync());
        await using var replicas = await Replicas.StartTwoAsync(
            stores,
            ("DEMO_STUDENTS", "200"),
            ("LIVE_HEARTBEAT_SECONDS", "2")
        );
        using var teacher = await Teacher.SignsInAsync(replicas[0].Url);
        var students = await Task.WhenAll(
            Enumerable.Range(1, count).Select(number => Student.SignsInAsync(replicas[1].Url, number))
        );
        var id = await teacher.OpensAsync();
        await using var events = await teacher.WatchesAsync(id);
        var snapshot = await events.NextAsync("snapshot");
        var reading = ReadRecordsAsync(events, count);

        var present = 0;
        var attending = students
            .Select(
                (student, index) =>
                    Task.Run(async () =>
                    {
                        await Task.Delay(index * TimeSpan.FromMilliseconds(20));
                        while (!await IsPresentAsync(student, id))
                            await Task.Delay(TimeSpan.FromMilliseconds(300));
                        Interlocked.Increment(ref present);
                    })
            )
            .ToList();
        await Eventually.IsTrueAsync(
            () => Task.FromResult(Volatile.Read(ref present) >= count / 4),
            "a quarter of the class is present"
        );
        await redis.KillAsync();
        await redis.StartAgainAsync();
        await Task.WhenAll(attending);

        var records = await reading.WaitAsync(TimeSpan.FromMinutes(4));
        Assert.Equal(
            students.Select(student => student.Number).Order(StringComparer.Ordinal),
            records.Select(record => record.Student).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            Enumerable.Range(1, count).Select(step => snapshot.Id + step),
            records.Select(record => record.Id)
        );

        using var elsewhere = teacher.At(replicas[1].Url);
        await elsewhere.FinishesAsync(id);
        var end = await events.RestAsync();
        Assert.False(Assert.Single(end).Data.GetProperty("is_live").GetBoolean());
        foreach (var student in students)
            student.Dispose();
    }

    private static async Task<List<LiveEvent>> ReadRecordsAsync(LiveEvents events, int count)
    {
        var records = new List<LiveEvent>();
        while (records.Count < count)
        {
            var next =
                await events.NextAsync(TimeSpan.FromMinutes(4))
                ?? throw new InvalidOperationException($"The stream ended after {records.Count} records.");
            Assert.Equal("record", next.Name);
            records.Add(next);
        }

        return records;
    }

    private static async Task<bool> IsPresentAsync(Student student, Guid id)
    {
        var answer = await student.AttendsAsync(id);
        return answer.IsSuccess || answer.Code == "already_present";
    }
}
