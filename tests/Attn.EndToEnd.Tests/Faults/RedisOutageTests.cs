using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>Redis fails during check-ins and restarts with its append-only file.</summary>
public sealed class RedisOutageTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_redis_outage_delays_requests_and_loses_no_answered_one()
    {
        const int count = 200;
        await using var redis = await RedisServer.StartAsync();
        await using var postgres = await PostgresServer.StartAsync();
        var stores = new Stores(redis, 0, postgres, await postgres.CreateDatabaseAsync());
        // Rate limits are on, far above what these students need, because the limiter's Redis fails too.
        await using var replicas = await Replicas.StartTwoAsync(
            stores,
            ("DEMO_STUDENTS", "200"),
            ("RATE_LIMIT_FACTOR", "100")
        );
        using var teacher = await Teacher.SignsInAsync(replicas[0].Url);
        using var teacherElsewhere = teacher.At(replicas[1].Url);
        var students = await Task.WhenAll(
            Enumerable.Range(1, count).Select(number => Student.SignsInAsync(replicas[number % 2].Url, number))
        );
        var @class = await ClassLedger.OpenAsync("outage", teacher);

        var putOff = 0;
        var attending = students
            .Select(
                (student, index) =>
                    Task.Run(async () =>
                    {
                        // One after the other: some before, some during and some after the outage.
                        await Task.Delay(index * TimeSpan.FromMilliseconds(30));
                        while (!await AttendsAsync(@class, student))
                        {
                            Interlocked.Increment(ref putOff);
                            await Task.Delay(TimeSpan.FromMilliseconds(500));
                        }
                    })
            )
            .ToList();
        await Eventually.IsTrueAsync(() => Task.FromResult(@class.Last.Count >= count / 10), "students come");
        await redis.StopAsync();
        var back = Task.Delay(Outage);
        foreach (var somewhere in (Teacher[])[teacher, teacherElsewhere])
        {
            IsPutOff(await somewhere.GetAsync($"/api/v1/teacher/attendances/{@class.Id}/records"));
            IsPutOff(await somewhere.TriesToFinishAsync(@class.Id));
            IsPutOff(
                await somewhere.TriesToOpenAsync(
                    new
                    {
                        lesson_name = "Calculus",
                        end_time = TimeProvider.System.GetUtcNow().AddHours(1),
                        security_option = 1,
                    }
                )
            );
        }

        await back;
        await redis.StartAgainAsync();
        await Task.WhenAll(attending);

        Assert.True(putOff > 0, "Nobody met the outage.");
        Assert.Equal(count, @class.Last.Count);
        Assert.Equal(@class.Id, (await teacherElsewhere.FindsLiveAsync())["attendance_id"].GetGuid());
        Assert.True(await @class.TryToFinishAsync(replicas[1].Url));
        await Aftermath.IsCleanAsync(stores, replicas[0], @class);
        foreach (var student in students)
            student.Dispose();
    }

    private static async Task<bool> AttendsAsync(ClassLedger @class, Student student)
    {
        var answer = await student.AttendsAsync(@class.Id);
        if (answer.IsSuccess || answer.Code == "already_present")
        {
            @class.Says(student.Number, ClassLedger.Present);
            return true;
        }

        IsPutOff(answer);
        @class.MaySay(student.Number, ClassLedger.Present);
        return false;
    }

    private static void IsPutOff(Answer answer)
    {
        answer.Expect(HttpStatusCode.ServiceUnavailable);
        Assert.True(answer.Response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }
}
