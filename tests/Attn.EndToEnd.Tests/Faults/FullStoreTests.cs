using System.Globalization;
using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>
/// A store that has no room, or refuses writes for another reason, is an outage to whoever writes: 503, never 500; and
/// all is well once there is room.
/// </summary>
public sealed class FullStoreTests
{
    [Fact]
    public async Task A_full_Redis_is_503_until_there_is_room()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var postgres = await PostgresServer.StartAsync();
        var stores = new Stores(redis, 0, postgres, await postgres.CreateDatabaseAsync());
        // With limits, which are counted in the same Redis.
        await using var program = await AttnProgram.StartAsync([.. stores.Settings, ("RATE_LIMIT_FACTOR", "100")]);

        await WritesFailWhileFullAsync(
            program,
            () => stores.FillRedisAsync(isFull: true),
            () => stores.FillRedisAsync(isFull: false)
        );
    }

    [Fact]
    public async Task A_full_Redis_of_the_rate_limiter_stops_nobody()
    {
        await using var servers = new FaultServers();
        var stores = await servers.NewStoresAsync();
        await using var limiter = await RedisServer.StartAsync();
        var full = stores with { Redis = limiter, RedisDatabase = 0 };
        await using var program = await AttnProgram.StartAsync([
            .. stores.Settings,
            ("RATE_LIMITER_REDIS_URL", limiter.UrlOf()),
            ("RATE_LIMIT_FACTOR", "1"),
        ]);
        await full.FillRedisAsync(isFull: true);

        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync();
        using var student = await Student.SignsInAsync(program.Url, 1);
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        // The limits hold, counted in the process.
        for (var call = 1; call < 10; call++)
            await student.AttendsAsync(id);
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.TooManyRequests, "rate_limited");
        // One line, not two for every probe of a Redis that answers a ping all the time.
        await Task.Delay(TimeSpan.FromSeconds(3));
        await teacher.FindsLiveAsync();
        Assert.Single(program.Log, line => line.Contains("rate limiter's Redis", StringComparison.Ordinal));

        await full.FillRedisAsync(isFull: false);
        await Eventually.IsTrueAsync(
            async () =>
            {
                await teacher.FindsLiveAsync();
                return program.Log.Any(line => line.Contains("answers again", StringComparison.Ordinal));
            },
            "the limits are shared again"
        );
    }

    [Fact]
    public async Task A_full_disk_is_503_until_there_is_room()
    {
        await using var program = await AttnProgram.StartOnSmallDiskAsync();

        await WritesFailWhileFullAsync(program, program.FillDiskAsync, program.EmptyDiskAsync);
    }

    [Fact]
    public async Task A_PostgreSQL_that_refuses_writes_is_503_until_it_takes_them()
    {
        await using var servers = new FaultServers();
        var stores = await servers.NewStoresAsync();
        await using var program = await AttnProgram.StartAsync(stores.Settings);
        using var teacher = await Teacher.SignsInAsync(program.Url);
        using var student = await Student.SignsInAsync(program.Url, 1);
        var id = await teacher.OpensAsync();
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        Func<Task<Answer>>[] writes =
        [
            () => teacher.AddsLaterAsync(id, "2001", "Ayşe Yılmaz"),
            () => teacher.TriesToListStudentsAsync("Calculus", "2001;Ayşe Yılmaz"),
            () => student.PutAsync("/api/v1/student/consent", new { consented = false }),
            () => teacher.DeletesAsync(id, "It was opened by mistake."),
        ];

        await stores.ClosePostgresToWritesAsync(isClosed: true);
        foreach (var write in writes)
            AssertUnavailable(await write());
        // Nobody is kept out of class.
        using var other = await Student.SignsInAsync(program.Url, 2);
        (await other.AttendsAsync(await teacher.OpensAsync())).Expect(HttpStatusCode.OK);

        await stores.ClosePostgresToWritesAsync(isClosed: false);
        foreach (var write in writes)
            Assert.True((await write()).IsSuccess);
    }

    private static async Task WritesFailWhileFullAsync(AttnProgram program, Func<Task> fill, Func<Task> empty)
    {
        using var teacher = await Teacher.SignsInAsync(program.Url, 1);
        using var second = await Teacher.SignsInAsync(program.Url, 2);
        using var student = await Student.SignsInAsync(program.Url, 1);
        using var newcomer = new AttnClient(program.Url);
        var end = TimeProvider.System.GetUtcNow().AddMinutes(30);
        var id = await teacher.OpensWithCodeAsync(end);
        var ticket = (await student.JoinsAsync((await teacher.ShowsCodeAsync(id)).Words("code")!)).Words("ticket")!;
        Func<Task<Answer>>[] writes =
        [
            () => newcomer.SignInAsync("demo_student_2"),
            () => student.PostAsync("/api/v1/auth/renew"),
            () =>
                second.TriesToOpenAsync(
                    new
                    {
                        lesson_name = "Physics",
                        end_time = end,
                        security_option = 1,
                    }
                ),
            () => student.AttendsWithTicketAsync(id, ticket),
            () => teacher.AddsAsync(id, "2001", "Ayşe Yılmaz"),
            () => teacher.FailsAsync(id, "2001", "Left after five minutes"),
            () => teacher.AcceptsAsync(id, "2001"),
            () => teacher.UndoesAsync(id, "2001"),
            () => teacher.ExcusesAsync(id, "2001", new { excused = true, note = "A certificate" }),
            () => teacher.ExtendsAsync(id, end.AddMinutes(5)),
            () => teacher.TriesToFinishAsync(id),
        ];
        (await teacher.AddsAsync(id, "2001", "Ayşe Yılmaz")).Expect(HttpStatusCode.Created);

        await fill();
        foreach (var write in writes)
            AssertUnavailable(await write());
        // Whoever is signed in stays so, and what needs no room is answered.
        Assert.Equal($"{id}", (await teacher.FindsLiveAsync()).Words("attendance_id"));

        await empty();
        foreach (var write in writes)
            Assert.True((await write()).IsSuccess);
        (await student.PostAsync("/api/v1/auth/logout")).Expect(HttpStatusCode.NoContent);
    }

    private static void AssertUnavailable(Answer answer)
    {
        var request = answer.Response.RequestMessage!;
        var called = string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Method} {request.RequestUri!.AbsolutePath}"
        );
        Assert.Equal(
            (called, HttpStatusCode.ServiceUnavailable, "store_unavailable"),
            (called, answer.Status, answer.Code)
        );
        Assert.True(answer.Response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }
}
