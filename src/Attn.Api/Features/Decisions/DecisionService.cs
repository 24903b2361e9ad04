using Attn.Api.Features.ClassSessions;
using Attn.Domain;
using Attn.Storage;

namespace Attn.Api.Features.Decisions;

/// <summary>A teacher's decisions about records, live or past, in whichever store they are.</summary>
internal sealed class DecisionService(ClassSessionStore sessions, NameLookup names, TimeProvider time)
{
    /// <summary>Small enough to leave room for others, large enough to share the waits for the store.</summary>
    private const int BatchSize = 32;

    public Task<DecisionOutcome> AcceptAsync(RecordKey key, CancellationToken cancellationToken) =>
        DecideAsync(key, TeacherRules.Accept, cancellationToken);

    public Task<DecisionOutcome> FailAsync(RecordKey key, string reason, CancellationToken cancellationToken) =>
        DecideAsync(
            key,
            (session, record, decision) => TeacherRules.Fail(session, record, decision, reason),
            cancellationToken
        );

    public Task<DecisionOutcome> UndoAsync(RecordKey key, CancellationToken cancellationToken) =>
        DecideAsync(key, TeacherRules.Undo, cancellationToken);

    public Task<DecisionOutcome> DeleteAsync(RecordKey key, string reason, CancellationToken cancellationToken) =>
        DecideAsync(
            key,
            (session, record, decision) => TeacherRules.Delete(session, record, decision, reason),
            cancellationToken
        );

    /// <summary>Adds a student, or decides about one who has a record, under the best name that is known.</summary>
    public async Task<DecisionOutcome> AddAsync(RecordKey key, Addition addition, CancellationToken cancellationToken)
    {
        if (await names.FindAsync(key, cancellationToken) is not { } known)
            return TeacherRefusal.NumberIsTeachers;
        var name = known.WithTyped(addition.TypedName).Best!;
        return await DecideAsync(
            key,
            (session, record, decision) =>
                TeacherRules.Add(
                    session,
                    record,
                    decision,
                    name,
                    known.FromPortal is not null,
                    addition.IsAttended,
                    addition.Reason
                ),
            cancellationToken
        );
    }

    /// <summary>Excuses a student; one without a record gets one, under the best name that is known.</summary>
    public async Task<DecisionOutcome> ExcuseAsync(
        RecordKey key,
        string note,
        string? typedName,
        CancellationToken cancellationToken
    )
    {
        var outcome = await DecideAsync(
            key,
            (session, record, decision) => TeacherRules.Excuse(session, record, decision, note),
            cancellationToken
        );
        if (outcome.Refusal != TeacherRefusal.NameNeeded)
            return outcome;

        if (await names.FindAsync(key, cancellationToken) is not { } known)
            return TeacherRefusal.NumberIsTeachers;
        var name = known.WithTyped(typedName).Best;
        return await DecideAsync(
            key,
            (session, record, decision) =>
                TeacherRules.Excuse(session, record, decision, note, name, known.FromPortal is not null),
            cancellationToken
        );
    }

    /// <summary>Decides about each student separately: a failure for one does not affect the others.</summary>
    /// <param name="failReason"><c>null</c>: accept.</param>
    /// <returns>Every student once, in the given order; <c>null</c>: this teacher has no such class session.</returns>
    public async Task<IReadOnlyList<(string StudentNumber, DecisionOutcome Outcome)>?> DecideManyAsync(
        Guid id,
        SessionTeacher teacher,
        IEnumerable<string> students,
        string? failReason,
        CancellationToken cancellationToken
    )
    {
        if (await sessions.FindOwnAsync(id, teacher.Number, cancellationToken) is null)
            return null;
        var decided = new List<(string StudentNumber, DecisionOutcome Outcome)>();
        var numbers = students.Select(SchoolNumbers.Canonical).Distinct(StringComparer.Ordinal);
        foreach (var batch in numbers.Chunk(BatchSize))
            decided.AddRange(await Task.WhenAll(batch.Select(DecideOneAsync)));
        return decided;

        async Task<(string, DecisionOutcome)> DecideOneAsync(string student)
        {
            var key = new RecordKey(id, teacher, student, OnlyAfterEnd: false);
            return (
                student,
                failReason is null
                    ? await AcceptAsync(key, cancellationToken)
                    : await FailAsync(key, failReason, cancellationToken)
            );
        }
    }

    private async Task<DecisionOutcome> DecideAsync(
        RecordKey key,
        Func<ClassSession, AttendanceRecord?, TeacherDecision, RecordChange<DecisionOutcome>> rule,
        CancellationToken cancellationToken
    )
    {
        var decision = new TeacherDecision(
            key.Teacher.Number,
            SchoolNumbers.Canonical(key.StudentNumber),
            key.OnlyAfterEnd,
            time.GetUtcNowMilliseconds()
        )
        {
            Actor = key.Teacher.Actor,
        };
        var outcome = await sessions.ChangeRecordAsync(
            key.SessionId,
            decision.StudentNumber,
            (session, record) => rule(session, record, decision),
            cancellationToken
        );
        return outcome ?? TeacherRefusal.SessionNotFound;
    }
}
