using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>PostgreSQL fails while class sessions end.</summary>
public sealed class PostgresOutageTests
{
    [Fact]
    public async Task Classes_run_during_a_postgres_outage_and_are_archived_afterwards()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var postgres = await PostgresServer.StartAsync();
        var stores = new Stores(redis, 0, postgres, await postgres.CreateDatabaseAsync());
        await using var replicas = await Replicas.StartTwoAsync(stores);
        var classes = new List<ClassLedger>();
        for (var number = 1; number <= 4; number++)
            classes.Add(
                await ClassLedger.OpenAsync(
                    $"class {number}",
                    await Teacher.SignsInAsync(replicas[number % 2].Url, number)
                )
            );
        await EverybodyAttendsAsync(replicas[0], 1, classes);

        await postgres.StopAsync();
        await EverybodyAttendsAsync(replicas[1], 6, classes);
        await Task.WhenAll(classes.Select((@class, index) => @class.Teacher.FinishesAsync(@class.Id)));
        foreach (var @class in classes)
        {
            var history = (await @class.Teacher.GetAsync("/api/v1/teacher/attendances/historical")).Expect(
                HttpStatusCode.ServiceUnavailable
            );
            Assert.True(history.Response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            Assert.Equal(@class.Last.Count, (await @class.Teacher.ListsAsync(@class.Id)).Count);
            (await @class.Teacher.FailsLaterAsync(@class.Id, "demo_student_2", "Left after five minutes")).Expect(
                HttpStatusCode.OK
            );
            @class.Says("demo_student_2", "Left after five minutes");
            (await @class.Teacher.DeletesRecordAsync(@class.Id, "demo_student_3", "Was in another class")).Expect(
                HttpStatusCode.NoContent
            );
            @class.Says("demo_student_3", ClassLedger.Deleted);
        }

        // The next class does not wait for the database.
        var next = await ClassLedger.OpenAsync("next", classes[0].Teacher);
        await EverybodyAttendsAsync(replicas[0], 1, [next]);
        classes.Add(next);

        await postgres.StartAgainAsync();
        await next.Teacher.FinishesAsync(next.Id);
        await Aftermath.IsCleanAsync(stores, replicas[0], classes);
    }

    /// <summary>Five demo students sign in and attend every class.</summary>
    private static async Task EverybodyAttendsAsync(AttnProgram replica, int first, IReadOnlyList<ClassLedger> classes)
    {
        for (var number = first; number < first + 5; number++)
        {
            using var student = await Student.SignsInAsync(replica.Url, number);
            foreach (var @class in classes)
            {
                Assert.True((await student.AttendsAsync(@class.Id)).Expect(HttpStatusCode.OK).Flag("is_attended"));
                @class.Says(student.Number, ClassLedger.Present);
            }
        }
    }
}
