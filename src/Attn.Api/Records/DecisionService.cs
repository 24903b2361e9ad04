using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;

namespace Attn.Api.Records;

/// <summary>A student that a teacher adds by hand.</summary>
internal sealed record Addition(string StudentNumber, string StudentName, bool IsAttended, string? Reason);

/// <summary>How an addition ended. Closed.</summary>
internal abstract record AddOutcome
{
    private AddOutcome()
    {
    }

    public sealed record Decided(TeacherOutcome Outcome) : AddOutcome;

    /// <summary>The number is a teacher's.</summary>
    public sealed record IsTeacher : AddOutcome;
}

/// <summary>A teacher's decisions about single records, live or past, wherever the data lies.</summary>
internal sealed class DecisionService(AttendanceBook book, SessionArchive archive, TimeProvider time)
{
    public Task<TeacherOutcome> AcceptAsync(Guid id, RecordKey key, CancellationToken cancellationToken) =>
        DecideAsync(id, key, TeacherRules.Accept, cancellationToken);

    public Task<TeacherOutcome> FailAsync(Guid id, RecordKey key, string reason, CancellationToken cancellationToken) =>
        DecideAsync(id, key, (session, record, decision) => TeacherRules.Fail(session, record, decision, reason), cancellationToken);

    public Task<TeacherOutcome> UndoAsync(Guid id, RecordKey key, CancellationToken cancellationToken) =>
        DecideAsync(id, key, TeacherRules.Undo, cancellationToken);

    public Task<TeacherOutcome> DeleteAsync(Guid id, RecordKey key, string reason, CancellationToken cancellationToken) =>
        DecideAsync(id, key, (session, record, decision) => TeacherRules.Delete(session, record, decision, reason), cancellationToken);

    public async Task<AddOutcome> AddAsync(
        Guid id, string teacherNumber, Addition addition, bool onlyAfterEnd, CancellationToken cancellationToken)
    {
        var number = SchoolNumbers.Canonical(addition.StudentNumber);
        var known = await archive.FindUserAsync(number, cancellationToken);
        if (known is { Role: UserRole.Teacher } || number == teacherNumber)
            return new AddOutcome.IsTeacher();

        var (name, isFromPortal) = known is { IsFromPortal: true } ? (known.FullName, true) : (addition.StudentName, false);
        return new AddOutcome.Decided(await DecideAsync(
            id,
            new(teacherNumber, number, onlyAfterEnd),
            (session, record, decision) => TeacherRules.Add(session, record, decision, name, isFromPortal, addition.IsAttended, addition.Reason),
            cancellationToken));
    }

    private async Task<TeacherOutcome> DecideAsync(
        Guid id,
        RecordKey key,
        Func<ClassSession, AttendanceRecord?, TeacherDecision, RecordChange<TeacherOutcome>> rule,
        CancellationToken cancellationToken)
    {
        var decision = new TeacherDecision(key.TeacherNumber, SchoolNumbers.Canonical(key.StudentNumber), key.OnlyAfterEnd, time.GetNow());
        var outcome = await book.ChangeRecordAsync(
            id, decision.StudentNumber, (session, record) => rule(session, record, decision), cancellationToken);
        return outcome ?? new TeacherOutcome.SessionNotFound();
    }
}

/// <summary>Whose record a teacher decides about.</summary>
/// <param name="OnlyAfterEnd">The historical routes: refused while the session is live.</param>
internal sealed record RecordKey(string TeacherNumber, string StudentNumber, bool OnlyAfterEnd);
