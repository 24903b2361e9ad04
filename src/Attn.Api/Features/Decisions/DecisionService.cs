using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;

namespace Attn.Api.Features.Decisions;

/// <summary>A student that a teacher adds by hand.</summary>
internal sealed record Addition(string StudentNumber, string StudentName, bool IsAttended, string? Reason);

/// <summary>A teacher's decisions about single records, live or past, wherever the data lies.</summary>
internal sealed class DecisionService(ClassSessionStore book, SessionArchive archive, TimeProvider time)
{
    /// <summary>Few enough not to crowd out others, enough to share the waits for the store.</summary>
    private const int BatchSize = 32;

    public Task<DecisionOutcome> AcceptAsync(Guid id, RecordKey key, CancellationToken cancellationToken) =>
        DecideAsync(id, key, TeacherRules.Accept, cancellationToken);

    public Task<DecisionOutcome> FailAsync(
        Guid id,
        RecordKey key,
        string reason,
        CancellationToken cancellationToken
    ) =>
        DecideAsync(
            id,
            key,
            (session, record, decision) => TeacherRules.Fail(session, record, decision, reason),
            cancellationToken
        );

    public Task<DecisionOutcome> UndoAsync(Guid id, RecordKey key, CancellationToken cancellationToken) =>
        DecideAsync(id, key, TeacherRules.Undo, cancellationToken);

    public Task<DecisionOutcome> DeleteAsync(
        Guid id,
        RecordKey key,
        string reason,
        CancellationToken cancellationToken
    ) =>
        DecideAsync(
            id,
            key,
            (session, record, decision) => TeacherRules.Delete(session, record, decision, reason),
            cancellationToken
        );

    public async Task<DecisionOutcome> AddAsync(
        Guid id,
        string teacherNumber,
        Addition addition,
        bool onlyAfterEnd,
        CancellationToken cancellationToken
    )
    {
        var number = SchoolNumbers.Canonical(addition.StudentNumber);
        var known = await archive.FindUserAsync(number, cancellationToken);
        if (known is { Role: UserRole.Teacher } || number == teacherNumber)
            return TeacherRefusal.NumberIsTeachers;

        var (name, isFromPortal) = known is { IsFromPortal: true }
            ? (known.FullName, true)
            : (addition.StudentName, false);
        return await DecideAsync(
            id,
            new(teacherNumber, number, onlyAfterEnd),
            (session, record, decision) =>
                TeacherRules.Add(session, record, decision, name, isFromPortal, addition.IsAttended, addition.Reason),
            cancellationToken
        );
    }

    /// <summary>Excuses a student; one without a record gets one, under the best name that is known.</summary>
    public async Task<DecisionOutcome> ExcuseAsync(
        Guid id,
        RecordKey key,
        string note,
        string? studentName,
        CancellationToken cancellationToken
    )
    {
        var outcome = await DecideAsync(
            id,
            key,
            (session, record, decision) => TeacherRules.Excuse(session, record, decision, note),
            cancellationToken
        );
        if (outcome.Refusal != TeacherRefusal.NameNeeded)
            return outcome;

        var number = SchoolNumbers.Canonical(key.StudentNumber);
        var known = await archive.FindUserAsync(number, cancellationToken);
        if (known is { Role: UserRole.Teacher } || number == key.TeacherNumber)
            return TeacherRefusal.NumberIsTeachers;
        var name = known is { IsFromPortal: true }
            ? known.FullName
            : await NameInClassAsync(id, number, cancellationToken) ?? known?.FullName ?? studentName;
        return await DecideAsync(
            id,
            key,
            (session, record, decision) =>
                TeacherRules.Excuse(session, record, decision, note, name, known is { IsFromPortal: true }),
            cancellationToken
        );
    }

    /// <summary>Decides about many at once, each by itself: what cannot be done for one is done for the others.</summary>
    /// <returns>What became of each, in their order, every student once; <c>null</c>: no such session of this teacher.</returns>
    public async Task<IReadOnlyList<(string StudentNumber, DecisionOutcome Outcome)>?> DecideManyAsync(
        Guid id,
        string teacherNumber,
        IEnumerable<string> students,
        string? failReason,
        CancellationToken cancellationToken
    )
    {
        if (
            await book.FindSessionAsync(id, cancellationToken) is not { } session
            || session.TeacherNumber != teacherNumber
        )
            return null;
        var done = new List<(string StudentNumber, DecisionOutcome Outcome)>();
        foreach (var some in students.Select(SchoolNumbers.Canonical).Distinct(StringComparer.Ordinal).Chunk(BatchSize))
            done.AddRange(await Task.WhenAll(some.Select(DecideOneAsync)));
        return done;

        async Task<(string, DecisionOutcome)> DecideOneAsync(string student)
        {
            var key = new RecordKey(teacherNumber, student, OnlyAfterEnd: false);
            return (
                student,
                failReason is null
                    ? await AcceptAsync(id, key, cancellationToken)
                    : await FailAsync(id, key, failReason, cancellationToken)
            );
        }
    }

    private async Task<string?> NameInClassAsync(Guid id, string number, CancellationToken cancellationToken)
    {
        if (await book.FindSessionAsync(id, cancellationToken) is not { } session)
            return null;
        var expected = await archive.ListExpectedStudentsAsync(
            session.TeacherNumber,
            session.LessonName,
            cancellationToken
        );
        return expected.Students.FirstOrDefault(student => student.Number == number)?.Name;
    }

    private async Task<DecisionOutcome> DecideAsync(
        Guid id,
        RecordKey key,
        Func<ClassSession, AttendanceRecord?, TeacherDecision, RecordChange<DecisionOutcome>> rule,
        CancellationToken cancellationToken
    )
    {
        var decision = new TeacherDecision(
            key.TeacherNumber,
            SchoolNumbers.Canonical(key.StudentNumber),
            key.OnlyAfterEnd,
            time.GetUtcNowMilliseconds()
        );
        var outcome = await book.ChangeRecordAsync(
            id,
            decision.StudentNumber,
            (session, record) => rule(session, record, decision),
            cancellationToken
        );
        return outcome ?? TeacherRefusal.SessionNotFound;
    }
}

/// <summary>Whose record a teacher decides about.</summary>
/// <param name="OnlyAfterEnd">The historical routes: refused while the session is live.</param>
internal sealed record RecordKey(string TeacherNumber, string StudentNumber, bool OnlyAfterEnd);
