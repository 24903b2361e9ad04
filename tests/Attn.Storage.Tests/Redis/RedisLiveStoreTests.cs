using Attn.Domain;
using Attn.Storage.Live;
using Attn.Storage.Live.Redis;
using Attn.Storage.Redis;
using Attn.Testing;

namespace Attn.Storage.Tests.Redis;

/// <summary>
/// Specific to Redis: nothing is decided by what a replica remembers, every key is removed with its class session, and
/// fifty requests at once count as one.
/// </summary>
public sealed class RedisLiveStoreTests(SharedRedis shared)
{
    private static readonly DateTimeOffset Noon = Classroom.Noon;

    [Theory]
    [InlineData(0)]
    [InlineData(1024)]
    public async Task Fifty_check_ins_at_once_make_one_record(int remembered)
    {
        await using var redis = await shared.ConnectAsync();
        var classroom = await Classroom.OpenAsync(Classroom.StoreOn(redis, remembered));

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => classroom.CheckInAsync("S1")))
        );

        Assert.Single(outcomes, outcome => outcome?.Value is not null);
        Assert.Equal(49, outcomes.Count(outcome => outcome?.Refusal == CheckInRefusal.AlreadyPresent));
        Assert.Single(await classroom.ListRecordsAsync(), record => record is { Attempts: 1, Version: 2 });
    }

    [Fact]
    public async Task Fifty_selfies_at_once_make_one_face_check()
    {
        await using var redis = await shared.ConnectAsync();
        var classroom = await Classroom.OpenAsync(
            Classroom.StoreOn(redis, outboxBytes: 100_000),
            option: SecurityOption.Face
        );

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => classroom.CheckInAsync("S1", Classroom.Selfie())))
        );

        Assert.Single(outcomes, outcome => outcome?.Value is not null);
        Assert.Equal(49, outcomes.Count(outcome => outcome?.Refusal == CheckInRefusal.AlreadyPending));
        Assert.Equal(new(1, 100), await OutboxOn(redis).MeasureAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Fifty_openings_at_once_open_one_class_session()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Classroom.StoreOn(redis);
        var session = (await Classroom.OpenAsync(store, teacher: "T0")).Session;

        var opened = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ =>
                    Task.Run(() =>
                        store.OpenAsync(
                            session with
                            {
                                Id = Guid.CreateVersion7(),
                                TeacherNumber = "T1",
                            },
                            Noon,
                            CancellationToken.None
                        )
                    )
                )
        );

        Assert.Single(opened, refusal => refusal is null);
    }

    [Fact]
    public async Task A_replica_that_remembers_the_old_window_refuses_check_ins_after_the_finish()
    {
        await using var redis = await shared.ConnectAsync();
        var here = await Classroom.OpenAsync(Classroom.StoreOn(redis));
        var there = here.On(Classroom.StoreOn(redis));
        await there.CheckInAsync("S1");

        await here.FinishAsync(Noon.AddMinutes(5));

        OutcomeAssert.Refused(CheckInRefusal.Ended, await there.CheckInAsync("S2", at: Noon.AddMinutes(6)));
        Assert.Single(await there.ListRecordsAsync());
    }

    [Fact]
    public async Task A_replica_that_remembers_the_old_window_accepts_check_ins_after_an_extension()
    {
        await using var redis = await shared.ConnectAsync();
        var here = await Classroom.OpenAsync(Classroom.StoreOn(redis));
        var there = here.On(Classroom.StoreOn(redis));
        await there.CheckInAsync("S1");

        await here.ExtendAsync(Noon.AddHours(2));

        OutcomeAssert.Succeeded(await there.CheckInAsync("S2", at: Noon.AddMinutes(90)));
    }

    [Fact]
    public async Task A_replica_that_remembers_an_archived_class_session_writes_nothing()
    {
        await using var redis = await shared.ConnectAsync();
        var here = await Classroom.OpenAsync(Classroom.StoreOn(redis));
        var there = here.On(Classroom.StoreOn(redis));
        await there.CheckInAsync("S1");

        Assert.True(await here.ArchiveAsync());

        Assert.Null(await there.CheckInAsync("S2"));
        Assert.Null(await there.FailByTeacherAsync("S1"));
        Assert.Empty(await KeysAsync(redis));
    }

    [Fact]
    public async Task A_rule_that_guessed_no_record_sees_what_another_replica_wrote()
    {
        await using var redis = await shared.ConnectAsync();
        var here = await Classroom.OpenAsync(Classroom.StoreOn(redis));
        var there = here.On(Classroom.StoreOn(redis));
        await there.CheckInAsync("S0");

        await here.CheckInAsync("S1");
        await here.FailByTeacherAsync("S1");

        OutcomeAssert.Refused(CheckInRefusal.DecidedByTeacher, await there.CheckInAsync("S1"));
        OutcomeAssert.Succeeded(await there.FailByTeacherAsync("S1"));
    }

    [Fact]
    public async Task An_outcome_that_writes_nothing_is_trusted_only_after_a_read()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Classroom.StoreOn(redis);
        var classroom = await Classroom.OpenAsync(store);
        await classroom.CheckInAsync("S1");
        List<long?> seen = [];

        var outcome = await store.ChangeRecordAsync(
            classroom.Id,
            "S1",
            (_, record) =>
            {
                seen.Add(record?.Version);
                return new RecordChange<string>(record is null ? "nobody" : "somebody");
            },
            CancellationToken.None
        );

        Assert.Equal("somebody", outcome);
        Assert.Equal([null, 2], seen);
    }

    [Fact]
    public async Task Facts_come_from_memory_and_the_class_session_from_Redis()
    {
        await using var redis = await shared.ConnectAsync();
        var here = await Classroom.OpenAsync(Classroom.StoreOn(redis));
        var replica = Classroom.StoreOn(redis);
        await here.On(replica).CheckInAsync("S1");

        await here.FinishAsync(Noon.AddMinutes(5));
        Assert.Equal(
            here.Session.EndTime,
            (await replica.FindSessionFactsAsync(here.Id, CancellationToken.None))!.EndTime
        );
        Assert.Equal(Noon.AddMinutes(5), (await replica.FindSessionAsync(here.Id, CancellationToken.None))!.EndTime);

        Assert.True(await here.ArchiveAsync());
        Assert.NotNull(await replica.FindSessionFactsAsync(here.Id, CancellationToken.None));
        Assert.Null(await replica.FindSessionAsync(here.Id, CancellationToken.None));
        Assert.Null(await replica.FindSessionFactsAsync(here.Id, CancellationToken.None));
    }

    [Fact]
    public void The_cache_is_bounded_and_keeps_what_is_used()
    {
        var seen = new SessionCache(capacity: 10);
        var sessions = Enumerable.Range(0, 1000).Select(_ => new TaggedSession(Classroom.New(), "tag")).ToList();
        seen.Remember(sessions[0]);
        foreach (var session in sessions)
        {
            seen.Remember(session);
            Assert.NotNull(seen.Find(sessions[0].Session.Id));
        }

        Assert.InRange(sessions.Count(session => seen.Find(session.Session.Id) is not null), 1, 20);
    }

    [Fact]
    public async Task A_rule_that_writes_another_students_record_is_a_bug()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Classroom.StoreOn(redis);
        var classroom = await Classroom.OpenAsync(store);
        await classroom.CheckInAsync("S1");
        var record = (await classroom.ListRecordsAsync())[0];

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            store.ChangeRecordAsync(
                classroom.Id,
                "S2",
                (_, _) => new RecordChange<string>("done") { Record = record },
                CancellationToken.None
            )
        );
    }

    [Fact]
    public async Task A_full_outbox_refuses_a_check_and_writes_nothing()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Classroom.StoreOn(redis, outboxBytes: 250);
        var classroom = await Classroom.OpenAsync(store, option: SecurityOption.Face);
        await classroom.CheckInAsync("S1", Classroom.Selfie());
        var second = Classroom.Selfie();
        await classroom.CheckInAsync("S2", second);

        await Assert.ThrowsAsync<OutboxFullException>(() => classroom.CheckInAsync("S3", Classroom.Selfie()));

        var copy = await store.CopyAsync(classroom.Id, CancellationToken.None);
        Assert.Equal(2, copy!.Records.Count);
        Assert.Equal(3, copy.Session.Version);
        Assert.Equal(new(2, 200), await OutboxOn(redis).MeasureAsync(CancellationToken.None));

        // A verdict frees space.
        await store.ChangeRecordAsync(
            classroom.Id,
            "S2",
            (_, record) => VerdictRules.Settle(record, second.VerificationId, passed: true, "", Noon),
            CancellationToken.None
        );
        Assert.Equal(new(1, 100), await OutboxOn(redis).MeasureAsync(CancellationToken.None));
        OutcomeAssert.Succeeded(await classroom.CheckInAsync("S3", Classroom.Selfie()));
    }

    [Fact]
    public async Task An_archived_class_session_leaves_only_the_keys_of_waiting_checks()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Classroom.StoreOn(redis);
        var outbox = OutboxOn(redis);
        var classroom = await Classroom.OpenAsync(store, option: SecurityOption.Face);
        var (waits, settled, stopped) = (Classroom.Selfie(), Classroom.Selfie(), Classroom.Selfie());
        foreach (var (student, selfie) in new[] { ("S1", waits), ("S2", settled), ("S3", stopped) })
        {
            await outbox.SavePicturesAsync(selfie.VerificationId, new([1, 2], [3]), CancellationToken.None);
            await classroom.CheckInAsync(student, selfie);
        }

        await store.ChangeRecordAsync(
            classroom.Id,
            "S2",
            (_, record) => VerdictRules.Settle(record, settled.VerificationId, passed: false, "no", Noon),
            CancellationToken.None
        );
        await classroom.FailByTeacherAsync("S3");
        Assert.Null(await outbox.FindAsync(settled.VerificationId, CancellationToken.None));
        Assert.NotNull(await outbox.FindAsync(stopped.VerificationId, CancellationToken.None));
        Assert.Null(await outbox.FindPicturesAsync(stopped.VerificationId, CancellationToken.None));
        Assert.True(
            await store.TryLeaseForArchivingAsync(classroom.Id, TimeSpan.FromMinutes(1), CancellationToken.None)
        );

        Assert.True(await classroom.ArchiveAsync());

        Assert.Equal(
            [
                $"attn:check:{waits.VerificationId}",
                "attn:outbox:bytes",
                "attn:outbox:due",
                $"attn:picture:{waits.VerificationId}:profile",
                $"attn:picture:{waits.VerificationId}:selfie",
            ],
            await KeysAsync(redis)
        );
        Assert.Equal(new(1, 100), await outbox.MeasureAsync(CancellationToken.None));
        await outbox.RemoveAsync(waits.VerificationId, CancellationToken.None);
        Assert.Equal(new(0, 0), await outbox.MeasureAsync(CancellationToken.None));
        Assert.False(
            await store.TryLeaseForArchivingAsync(classroom.Id, TimeSpan.FromMinutes(1), CancellationToken.None)
        );
        Assert.Empty(await KeysAsync(redis));
    }

    [Fact]
    public async Task Instants_are_exact_to_the_tick()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Classroom.StoreOn(redis);
        var classroom = await Classroom.OpenAsync(store);
        var end = Noon.AddMinutes(3).AddTicks(7);
        await classroom.FinishAsync(end);

        Assert.Equal(end, await store.FindEarliestEndAsync(CancellationToken.None));
        Assert.Empty(await store.ListEndedAsync(end.AddTicks(-1), 10, CancellationToken.None));
        Assert.Equal([classroom.Id], await store.ListEndedAsync(end, 10, CancellationToken.None));
        Assert.Single(
            await store.FindActiveByLessonAsync(
                "Calculus",
                "Dr. Ada Lovelace",
                end.AddTicks(-1),
                CancellationToken.None
            )
        );
        Assert.Empty(await store.FindActiveByLessonAsync("Calculus", "Dr. Ada Lovelace", end, CancellationToken.None));
        Assert.Equal(
            ClassSessionRefusal.Overlaps,
            await store.OpenAsync(
                classroom.Session with
                {
                    Id = Guid.CreateVersion7(),
                },
                end.AddTicks(-1),
                CancellationToken.None
            )
        );
        Assert.Null(
            await store.OpenAsync(classroom.Session with { Id = Guid.CreateVersion7() }, end, CancellationToken.None)
        );
    }

    [Fact]
    public async Task Forgotten_scripts_are_sent_again()
    {
        await using var redis = await shared.ConnectAsync();
        var classroom = await Classroom.OpenAsync(Classroom.StoreOn(redis));

        // As after a restart. The flush also affects other tests, which must not notice it either.
        await redis.RunAsync(database => database.ExecuteAsync("SCRIPT", "FLUSH"), CancellationToken.None);

        OutcomeAssert.Succeeded(await classroom.CheckInAsync("S1"));
    }

    private static RedisFaceCheckOutbox OutboxOn(RedisConnection redis) =>
        new(redis, new PictureCipher("a secret of the tests, long enough"), new LiveStoreLimits());

    private static async Task<string[]> KeysAsync(RedisConnection redis)
    {
        var keys = (string[])
            (
                await redis.RunAsync(
                    database => database.ScriptEvaluateAsync("return redis.call('KEYS', '*')"),
                    CancellationToken.None
                )
            )!;
        return [.. keys.Order(StringComparer.Ordinal)];
    }
}
