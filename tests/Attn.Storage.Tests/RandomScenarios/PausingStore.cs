using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Storage.Tests.RandomScenarios;

/// <summary>The live store, where something happens once after a copy and once before a removal.</summary>
internal sealed class PausingStore(ILiveStore live, Func<Task> afterCopy, Func<Task> beforeRemoval) : ILiveStore
{
    private Func<Task>? _afterCopy = afterCopy;
    private Func<Task>? _beforeRemoval = beforeRemoval;

    public async Task<SessionCopy?> CopyAsync(Guid id, CancellationToken cancellationToken)
    {
        var copy = await live.CopyAsync(id, cancellationToken);
        await OnceAsync(ref _afterCopy);
        return copy;
    }

    public async Task<bool> RemoveIfUnchangedAsync(SessionCopy copy, CancellationToken cancellationToken)
    {
        await OnceAsync(ref _beforeRemoval);
        return await live.RemoveIfUnchangedAsync(copy, cancellationToken);
    }

    public Task<ClassSessionRefusal?> OpenAsync(
        ClassSession session,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => live.OpenAsync(session, now, cancellationToken);

    public Task<ClassSession?> FindSessionAsync(Guid id, CancellationToken cancellationToken) =>
        live.FindSessionAsync(id, cancellationToken);

    public Task<IReadOnlyList<ClassSession>> ListOfTeacherAsync(
        string teacherNumber,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken
    ) => live.ListOfTeacherAsync(teacherNumber, from, until, cancellationToken);

    public Task<IReadOnlyList<ClassSession>> FindActiveByLessonAsync(
        string lessonName,
        string teacherName,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => live.FindActiveByLessonAsync(lessonName, teacherName, now, cancellationToken);

    public Task<TOutcome?> ChangeSessionAsync<TOutcome>(
        Guid id,
        Func<ClassSession, SessionChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class => live.ChangeSessionAsync(id, rule, cancellationToken);

    public Task<ClassRoster?> ReadRosterAsync(Guid id, CancellationToken cancellationToken) =>
        live.ReadRosterAsync(id, cancellationToken);

    public Task<RosterEntry?> FindRecordAsync(Guid id, string studentNumber, CancellationToken cancellationToken) =>
        live.FindRecordAsync(id, studentNumber, cancellationToken);

    public Task<RecordTrail?> FindTrailAsync(Guid id, string studentNumber, CancellationToken cancellationToken) =>
        live.FindTrailAsync(id, studentNumber, cancellationToken);

    public Task<TOutcome?> ChangeRecordAsync<TOutcome>(
        Guid id,
        string studentNumber,
        Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class => live.ChangeRecordAsync(id, studentNumber, rule, cancellationToken);

    public Task<IReadOnlyList<Guid>> ListUnendedAsync(
        DateTimeOffset now,
        DateTimeOffset until,
        CancellationToken cancellationToken
    ) => live.ListUnendedAsync(now, until, cancellationToken);

    public Task<IReadOnlyList<Guid>> ListEndedAsync(
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    ) => live.ListEndedAsync(now, limit, cancellationToken);

    public Task<DateTimeOffset?> FindEarliestEndAsync(CancellationToken cancellationToken) =>
        live.FindEarliestEndAsync(cancellationToken);

    public Task<bool> TryLeaseForArchivingAsync(Guid id, TimeSpan lease, CancellationToken cancellationToken) =>
        live.TryLeaseForArchivingAsync(id, lease, cancellationToken);

    private static Task OnceAsync(ref Func<Task>? pause)
    {
        var action = pause;
        pause = null;
        return action?.Invoke() ?? Task.CompletedTask;
    }
}
