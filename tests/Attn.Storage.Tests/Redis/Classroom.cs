using Attn.Domain;
using Attn.Storage.Live;
using Attn.Storage.Live.Redis;
using Attn.Storage.Redis;

namespace Attn.Storage.Tests.Redis;

/// <summary>A class session in Redis and what happens in it.</summary>
internal sealed class Classroom(RedisLiveStore store, ClassSession session)
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public ClassSession Session => session;

    public Guid Id => session.Id;

    public static RedisLiveStore StoreOn(RedisConnection redis, int remembered = 1024, long outboxBytes = 1000) =>
        new(
            redis,
            new LiveStoreLimits { OutboxBytes = outboxBytes },
            new RedisLiveStoreOptions { RememberedSessions = remembered }
        );

    public static async Task<Classroom> OpenAsync(
        RedisLiveStore store,
        string teacher = "T1",
        SecurityOption option = SecurityOption.Manual
    )
    {
        var session = New(teacher, option);
        Assert.Null(await store.OpenAsync(session, Noon, CancellationToken.None));
        return new(store, session);
    }

    public static ClassSession New(string teacher = "T1", SecurityOption option = SecurityOption.Manual) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            TeacherNumber = teacher,
            TeacherName = "Dr. Ada Lovelace",
            LessonName = "Calculus",
            StartTime = Noon,
            EndTime = Noon.AddHours(1),
            SecurityOption = option,
        };

    /// <summary>The same class session as another replica sees it.</summary>
    public Classroom On(RedisLiveStore other) => new(other, session);

    public Task<CheckInOutcome?> CheckInAsync(string student, SelfieCheck selfie) =>
        CheckInAsync(student, CheckInEvidence.Of(selfie));

    public Task<CheckInOutcome?> CheckInAsync(
        string student,
        CheckInEvidence? evidence = null,
        DateTimeOffset? at = null
    )
    {
        var attempt = new CheckInAttempt(Id, student, $"Name of {student}", evidence ?? CheckInEvidence.Complete);
        return store.ChangeRecordAsync(
            Id,
            student,
            (session, record) => CheckInRules.CheckIn(session, record, attempt, at ?? Noon.AddMinutes(1)),
            CancellationToken.None
        );
    }

    public Task<TeacherOutcome?> FailByTeacherAsync(string student) =>
        store.ChangeRecordAsync(
            Id,
            student,
            (session, record) =>
                TeacherRules.Fail(
                    session,
                    record,
                    new(session.TeacherNumber, student, OnlyAfterEnd: false, Noon.AddMinutes(2)),
                    "Not in the room."
                ),
            CancellationToken.None
        );

    public Task<SessionOutcome?> ExtendAsync(DateTimeOffset end, DateTimeOffset? at = null) =>
        store.ChangeSessionAsync(
            Id,
            session => ClassSessionRules.Extend(session, session.TeacherNumber, end, at ?? Noon.AddMinutes(1)),
            CancellationToken.None
        );

    public Task<SessionOutcome?> FinishAsync(DateTimeOffset at) =>
        store.ChangeSessionAsync(
            Id,
            session => ClassSessionRules.Finish(session, session.TeacherNumber, at),
            CancellationToken.None
        );

    public async Task<bool> ArchiveAsync() =>
        await store.RemoveIfUnchangedAsync(
            (await store.CopyAsync(Id, CancellationToken.None))!,
            CancellationToken.None
        );

    public async Task<IReadOnlyList<AttendanceRecord>> ListRecordsAsync() =>
        (await store.ReadRosterAsync(Id, CancellationToken.None))!.Records;

    public static SelfieCheck Selfie(long bytes = 100) => new(Guid.CreateVersion7(), bytes, TimeSpan.FromMinutes(2));
}
