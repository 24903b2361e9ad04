using Attn.Domain;
using Attn.Storage.Live.Redis;
using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Tests.Redis;

/// <summary>
/// What the version before left in Redis, or writes while both run: its claim of one class session is honoured, and a
/// window is believed only if its class session says the same.
/// </summary>
public sealed class RedisTeacherWindowTests(SharedRedis shared)
{
    private static readonly DateTimeOffset Noon = Classroom.Noon;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_class_session_of_the_version_before_keeps_its_window()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Classroom.StoreOn(redis);
        var old = await OpenByVersionBeforeAsync(redis, store, At(Noon));

        Assert.Equal(ClassSessionRefusal.Overlaps, await store.OpenAsync(At(Noon.AddMinutes(30)), Noon, None));
        Assert.Equal([old.Id], await RunningAsync(store));
        Assert.Null(await store.OpenAsync(At(Noon.AddHours(1)), Noon, None));
    }

    [Fact]
    public async Task A_class_session_that_the_version_before_planned_for_next_week_does_not_block_todays()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Classroom.StoreOn(redis);
        var planned = At(Noon.AddDays(7));
        await OpenByVersionBeforeAsync(redis, store, planned);

        var today = At(Noon);
        Assert.Null(await store.OpenAsync(today, Noon, None));

        Assert.Equal([today.Id], await RunningAsync(store));
        Assert.Equal(
            ClassSessionRefusal.Overlaps,
            await store.OpenAsync(At(Noon.AddDays(7).AddMinutes(1)), Noon, None)
        );
        var all = await store.ListOfTeacherAsync("T1", Noon, DateTimeOffset.MaxValue, None);
        Assert.Equal([today.Id, planned.Id], all.Select(session => session.Id));
    }

    [Fact]
    public async Task A_class_session_of_the_version_before_is_extended_finished_and_archived()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Classroom.StoreOn(redis);
        var old = new Classroom(store, await OpenByVersionBeforeAsync(redis, store, At(Noon)));

        await old.ExtendAsync(Noon.AddHours(2));
        Assert.Equal(ClassSessionRefusal.Overlaps, await store.OpenAsync(At(Noon.AddMinutes(90)), Noon, None));
        await old.FinishAsync(Noon.AddMinutes(5));
        Assert.Null(await store.OpenAsync(At(Noon.AddMinutes(90)), Noon.AddMinutes(5), None));

        Assert.True(await old.ArchiveAsync());
        Assert.Equal(
            ClassSessionRefusal.Overlaps,
            await store.OpenAsync(At(Noon.AddMinutes(90)), Noon.AddMinutes(5), None)
        );
    }

    [Fact]
    public async Task Fifty_openings_beside_a_claim_of_the_version_before_open_one()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Classroom.StoreOn(redis);
        await OpenByVersionBeforeAsync(redis, store, At(Noon.AddDays(7)));

        var opened = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => store.OpenAsync(At(Noon), Noon, None)))
        );

        Assert.Single(opened, refusal => refusal is null);
    }

    [Fact]
    public async Task A_claim_whose_class_session_is_gone_blocks_nobody()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Classroom.StoreOn(redis);
        await WriteClaimAsync(redis, At(Noon));

        Assert.Null(await store.OpenAsync(At(Noon), Noon, None));
    }

    [Fact]
    public async Task A_window_that_the_version_before_left_behind_at_a_finish_blocks_nobody()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Classroom.StoreOn(redis);
        var first = await Classroom.OpenAsync(store);
        var window = await WindowAsync(redis, first.Id);
        await first.FinishAsync(Noon.AddMinutes(5));
        await redis.RunAsync(
            database => database.HashSetAsync(RedisKeys.Windows("T1"), first.Id.ToString(), window),
            None
        );

        Assert.Null(await store.OpenAsync(At(Noon.AddMinutes(10)), Noon.AddMinutes(10), None));
    }

    [Fact]
    public async Task A_class_session_in_the_index_of_the_version_before_is_found_changed_and_removed()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Classroom.StoreOn(redis);
        var session = At(Noon) with { LessonName = "IŞIK" };
        Assert.Null(await store.OpenAsync(session, Noon, None));
        await redis.RunAsync(
            database => database.KeyRenameAsync(RedisKeys.LessonOf(session), RedisKeys.OldLessonOf(session)),
            None
        );
        var old = new Classroom(store, session);

        Assert.Equal([session.Id], await FoundAsync(store, Noon));
        await old.ExtendAsync(Noon.AddHours(2));
        Assert.Equal([session.Id], await FoundAsync(store, Noon.AddMinutes(90)));
        await redis.RunAsync(
            database => database.KeyRenameAsync(RedisKeys.LessonOf(session), RedisKeys.OldLessonOf(session)),
            None
        );
        Assert.True(await old.ArchiveAsync());
        Assert.False(await redis.RunAsync(database => database.KeyExistsAsync(RedisKeys.OldLessonOf(session)), None));
    }

    private static async Task<IEnumerable<Guid>> FoundAsync(RedisLiveStore store, DateTimeOffset now) =>
        (await store.FindActiveByLessonAsync("ışık", "Ada Lovelace", now, None)).Select(session => session.Id);

    private static ClassSession At(DateTimeOffset start) =>
        Classroom.New() with
        {
            StartTime = start,
            EndTime = start.AddHours(1),
        };

    private static async Task<IEnumerable<Guid>> RunningAsync(RedisLiveStore store) =>
        (await store.ListOfTeacherAsync("T1", Noon, Noon.AddTicks(1), None)).Select(session => session.Id);

    private static Task<RedisValue> WindowAsync(RedisConnection redis, Guid id) =>
        redis.RunAsync(database => database.HashGetAsync(RedisKeys.Windows("T1"), id.ToString()), None);

    private static async Task<ClassSession> OpenByVersionBeforeAsync(
        RedisConnection redis,
        RedisLiveStore store,
        ClassSession session
    )
    {
        Assert.Null(await store.OpenAsync(session, Noon, None));
        await redis.RunAsync(database => database.KeyDeleteAsync(RedisKeys.Windows("T1")), None);
        await WriteClaimAsync(redis, session);
        return session;
    }

    private static Task<bool> WriteClaimAsync(RedisConnection redis, ClassSession session) =>
        redis.RunAsync(
            async database =>
            {
                await database.HashSetAsync(
                    RedisKeys.Teacher("T1"),
                    [new("id", session.Id.ToString()), new("end", RedisInstant.Write(session.EndTime))]
                );
                return true;
            },
            None
        );
}
