using Attn.Domain;
using Attn.Storage.Live;
using Attn.Storage.Live.Redis;
using Attn.Storage.Redis;
using Attn.Testing;

namespace Attn.Storage.Tests.Redis;

/// <summary>What is Redis's own: what a replica remembers is never decided by, every key goes with its session, fifty at once are one.</summary>
public sealed class RedisLiveStoreTests(SharedRedis shared)
{
    private static readonly DateTimeOffset Noon = Lesson.Noon;

    [Theory]
    [InlineData(0)]
    [InlineData(1024)]
    public async Task Fifty_tries_at_once_make_one_record_and_the_others_are_told(int remembered)
    {
        await using var redis = await shared.ConnectAsync();
        var lesson = await Lesson.OpenAsync(Lesson.StoreOn(redis, remembered));

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => lesson.AttendsAsync("S1")))
        );

        Assert.Single(outcomes, outcome => outcome?.Value is not null);
        Assert.Equal(49, outcomes.Count(outcome => outcome?.Refusal == CheckInRefusal.AlreadyPresent));
        Assert.Single(await lesson.RosterAsync(), record => record is { Attempts: 1, Version: 2 });
    }

    [Fact]
    public async Task Fifty_selfies_at_once_make_one_face_check()
    {
        await using var redis = await shared.ConnectAsync();
        var lesson = await Lesson.OpenAsync(Lesson.StoreOn(redis, outboxBytes: 100_000), option: SecurityOption.Face);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => lesson.AttendsAsync("S1", Lesson.Selfie())))
        );

        Assert.Single(outcomes, outcome => outcome?.Value is not null);
        Assert.Equal(49, outcomes.Count(outcome => outcome?.Refusal == CheckInRefusal.AlreadyPending));
        Assert.Equal(new(1, 100), await OutboxOn(redis).MeasureAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Fifty_openings_at_once_open_one()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Lesson.StoreOn(redis);
        var session = (await Lesson.OpenAsync(store, teacher: "T0")).Session;

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

        Assert.Single(opened, isOpen => isOpen);
    }

    [Fact]
    public async Task A_replica_that_remembers_the_old_window_does_not_let_anybody_in_after_the_finish()
    {
        await using var redis = await shared.ConnectAsync();
        var here = await Lesson.OpenAsync(Lesson.StoreOn(redis));
        var there = here.On(Lesson.StoreOn(redis));
        await there.AttendsAsync("S1");

        await here.FinishesAsync(Noon.AddMinutes(5));

        OutcomeAssert.Refused(CheckInRefusal.Ended, await there.AttendsAsync("S2", at: Noon.AddMinutes(6)));
        Assert.Single(await there.RosterAsync());
    }

    [Fact]
    public async Task A_replica_that_remembers_the_old_window_lets_people_in_after_an_extension()
    {
        await using var redis = await shared.ConnectAsync();
        var here = await Lesson.OpenAsync(Lesson.StoreOn(redis));
        var there = here.On(Lesson.StoreOn(redis));
        await there.AttendsAsync("S1");

        await here.ExtendsAsync(Noon.AddHours(2));

        OutcomeAssert.Succeeded(await there.AttendsAsync("S2", at: Noon.AddMinutes(90)));
    }

    [Fact]
    public async Task A_replica_that_remembers_an_archived_session_says_that_it_is_gone_and_leaves_nothing()
    {
        await using var redis = await shared.ConnectAsync();
        var here = await Lesson.OpenAsync(Lesson.StoreOn(redis));
        var there = here.On(Lesson.StoreOn(redis));
        await there.AttendsAsync("S1");

        Assert.True(await here.IsArchivedAsync());

        Assert.Null(await there.AttendsAsync("S2"));
        Assert.Null(await there.TeacherFailsAsync("S1"));
        Assert.Empty(await KeysAsync(redis));
    }

    [Fact]
    public async Task What_another_replica_wrote_is_seen_by_a_rule_that_guessed_there_was_nothing()
    {
        await using var redis = await shared.ConnectAsync();
        var here = await Lesson.OpenAsync(Lesson.StoreOn(redis));
        var there = here.On(Lesson.StoreOn(redis));
        await there.AttendsAsync("S0");

        await here.AttendsAsync("S1");
        await here.TeacherFailsAsync("S1");

        OutcomeAssert.Refused(CheckInRefusal.DecidedByTeacher, await there.AttendsAsync("S1"));
        OutcomeAssert.Succeeded(await there.TeacherFailsAsync("S1"));
    }

    [Fact]
    public async Task A_rule_is_only_believed_about_what_is_there()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Lesson.StoreOn(redis);
        var lesson = await Lesson.OpenAsync(store);
        await lesson.AttendsAsync("S1");
        List<long?> seen = [];

        var outcome = await store.ChangeRecordAsync(
            lesson.Id,
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
    public async Task The_facts_of_a_session_come_from_memory_and_the_session_itself_from_Redis()
    {
        await using var redis = await shared.ConnectAsync();
        var here = await Lesson.OpenAsync(Lesson.StoreOn(redis));
        var replica = Lesson.StoreOn(redis);
        await here.On(replica).AttendsAsync("S1");

        await here.FinishesAsync(Noon.AddMinutes(5));
        Assert.Equal(
            here.Session.EndTime,
            (await replica.FindSessionFactsAsync(here.Id, CancellationToken.None))!.EndTime
        );
        Assert.Equal(Noon.AddMinutes(5), (await replica.FindSessionAsync(here.Id, CancellationToken.None))!.EndTime);

        Assert.True(await here.IsArchivedAsync());
        Assert.NotNull(await replica.FindSessionFactsAsync(here.Id, CancellationToken.None));
        Assert.Null(await replica.FindSessionAsync(here.Id, CancellationToken.None));
        Assert.Null(await replica.FindSessionFactsAsync(here.Id, CancellationToken.None));
    }

    [Fact]
    public void What_is_remembered_is_bounded_and_what_is_asked_for_stays()
    {
        var seen = new SessionCache(capacity: 10);
        var sessions = Enumerable.Range(0, 1000).Select(_ => new TaggedSession(Lesson.New(), "tag")).ToList();
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
        var store = Lesson.StoreOn(redis);
        var lesson = await Lesson.OpenAsync(store);
        await lesson.AttendsAsync("S1");
        var record = (await lesson.RosterAsync())[0];

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            store.ChangeRecordAsync(
                lesson.Id,
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
        var store = Lesson.StoreOn(redis, outboxBytes: 250);
        var lesson = await Lesson.OpenAsync(store, option: SecurityOption.Face);
        await lesson.AttendsAsync("S1", Lesson.Selfie());
        var second = Lesson.Selfie();
        await lesson.AttendsAsync("S2", second);

        await Assert.ThrowsAsync<OutboxFullException>(() => lesson.AttendsAsync("S3", Lesson.Selfie()));

        var copy = await store.CopyAsync(lesson.Id, CancellationToken.None);
        Assert.Equal(2, copy!.Records.Count);
        Assert.Equal(3, copy.Session.Version);
        Assert.Equal(new(2, 200), await OutboxOn(redis).MeasureAsync(CancellationToken.None));

        // A verdict makes room.
        await store.ChangeRecordAsync(
            lesson.Id,
            "S2",
            (_, record) => VerdictRules.Settle(record, second.VerificationId, passed: true, "", Noon),
            CancellationToken.None
        );
        Assert.Equal(new(1, 100), await OutboxOn(redis).MeasureAsync(CancellationToken.None));
        OutcomeAssert.Succeeded(await lesson.AttendsAsync("S3", Lesson.Selfie()));
    }

    [Fact]
    public async Task An_archived_session_leaves_no_key_but_those_of_checks_that_wait()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Lesson.StoreOn(redis);
        var outbox = OutboxOn(redis);
        var lesson = await Lesson.OpenAsync(store, option: SecurityOption.Face);
        var (waits, settled, stopped) = (Lesson.Selfie(), Lesson.Selfie(), Lesson.Selfie());
        foreach (var (student, selfie) in new[] { ("S1", waits), ("S2", settled), ("S3", stopped) })
        {
            await outbox.SavePicturesAsync(selfie.VerificationId, new([1, 2], [3]), CancellationToken.None);
            await lesson.AttendsAsync(student, selfie);
        }

        await store.ChangeRecordAsync(
            lesson.Id,
            "S2",
            (_, record) => VerdictRules.Settle(record, settled.VerificationId, passed: false, "no", Noon),
            CancellationToken.None
        );
        await lesson.TeacherFailsAsync("S3");
        Assert.Null(await outbox.FindAsync(settled.VerificationId, CancellationToken.None));
        Assert.NotNull(await outbox.FindAsync(stopped.VerificationId, CancellationToken.None));
        Assert.Null(await outbox.FindPicturesAsync(stopped.VerificationId, CancellationToken.None));
        Assert.True(await store.TryLeaseForArchivingAsync(lesson.Id, TimeSpan.FromMinutes(1), CancellationToken.None));

        Assert.True(await lesson.IsArchivedAsync());

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
        Assert.False(await store.TryLeaseForArchivingAsync(lesson.Id, TimeSpan.FromMinutes(1), CancellationToken.None));
        Assert.Empty(await KeysAsync(redis));
    }

    [Fact]
    public async Task Instants_are_exact_to_the_tick()
    {
        await using var redis = await shared.ConnectAsync();
        var store = Lesson.StoreOn(redis);
        var lesson = await Lesson.OpenAsync(store);
        var end = Noon.AddMinutes(3).AddTicks(7);
        await lesson.FinishesAsync(end);

        Assert.Equal(end, await store.FindEarliestEndAsync(CancellationToken.None));
        Assert.Empty(await store.ListEndedAsync(end.AddTicks(-1), 10, CancellationToken.None));
        Assert.Equal([lesson.Id], await store.ListEndedAsync(end, 10, CancellationToken.None));
        Assert.Single(
            await store.FindActiveByLessonAsync(
                "Calculus",
                "Dr. Ada Lovelace",
                end.AddTicks(-1),
                CancellationToken.None
            )
        );
        Assert.Empty(await store.FindActiveByLessonAsync("Calculus", "Dr. Ada Lovelace", end, CancellationToken.None));
        Assert.False(
            await store.OpenAsync(
                lesson.Session with
                {
                    Id = Guid.CreateVersion7(),
                },
                end.AddTicks(-1),
                CancellationToken.None
            )
        );
        Assert.True(
            await store.OpenAsync(lesson.Session with { Id = Guid.CreateVersion7() }, end, CancellationToken.None)
        );
    }

    [Fact]
    public async Task Scripts_that_Redis_has_forgotten_are_sent_again()
    {
        await using var redis = await shared.ConnectAsync();
        var lesson = await Lesson.OpenAsync(Lesson.StoreOn(redis));

        // What a restart or SCRIPT FLUSH leaves; the flush may also hit other tests' scripts, which do not notice either.
        await redis.RunAsync(database => database.ExecuteAsync("SCRIPT", "FLUSH"), CancellationToken.None);

        OutcomeAssert.Succeeded(await lesson.AttendsAsync("S1"));
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
