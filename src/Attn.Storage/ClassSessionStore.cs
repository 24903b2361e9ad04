using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Catalogue;
using Attn.Storage.Live;

namespace Attn.Storage;

/// <summary>
/// Class sessions in the live store and in the archive. The live store is asked first; it removes a class session only
/// after the archive has saved it, so one that is in neither never existed, or was deleted.
/// </summary>
public sealed class ClassSessionStore(
    ILiveStore live,
    IFaceCheckOutbox outbox,
    SessionArchive archive,
    CourseTeachers teachers
)
{
    /// <summary>
    /// The teacher for whom somebody may act in a class session: oneself, or a colleague in its course.
    /// </summary>
    /// <returns><c>null</c>: there is no such session, or it is none of theirs.</returns>
    public async Task<string?> FindTeacherForAsync(Guid id, string number, CancellationToken cancellationToken)
    {
        var session =
            await live.FindSessionFactsAsync(id, cancellationToken)
            ?? await archive.FindSessionAsync(id, cancellationToken);
        if (session is null || session.TeacherNumber == number)
            return session?.TeacherNumber;
        return
            session.CourseId is { } courseId
            && await teachers.FindRoleAsync(courseId, number, cancellationToken) is not null
            ? session.TeacherNumber
            : null;
    }

    public async Task<ClassSession?> FindSessionAsync(Guid id, CancellationToken cancellationToken) =>
        await live.FindSessionAsync(id, cancellationToken) ?? await archive.FindSessionAsync(id, cancellationToken);

    /// <summary>The class session if this teacher opened it; another teacher's is not found.</summary>
    public async Task<ClassSession?> FindOwnAsync(Guid id, string teacherNumber, CancellationToken cancellationToken) =>
        await live.FindSessionAsync(id, cancellationToken) is { } session
            ? session.TeacherNumber == teacherNumber
                ? session
                : null
            : await archive.FindOwnAsync(id, teacherNumber, cancellationToken);

    public async Task<ClassRoster?> ReadRosterAsync(Guid id, CancellationToken cancellationToken) =>
        await live.ReadRosterAsync(id, cancellationToken) ?? await archive.ReadRosterAsync(id, cancellationToken);

    /// <summary>The roster of a class session if this teacher opened it.</summary>
    public async Task<ClassRoster?> ReadOwnRosterAsync(
        Guid id,
        string teacherNumber,
        CancellationToken cancellationToken
    ) =>
        await ReadRosterAsync(id, cancellationToken) is { } roster && roster.Session.TeacherNumber == teacherNumber
            ? roster
            : null;

    public async Task<RosterEntry?> FindRecordAsync(
        Guid id,
        string studentNumber,
        CancellationToken cancellationToken
    ) =>
        await live.FindRecordAsync(id, studentNumber, cancellationToken)
        ?? await archive.FindRecordAsync(id, studentNumber, cancellationToken);

    /// <summary>What was decided by hand about one student. <c>null</c>: there is no such class session.</summary>
    public async Task<RecordTrail?> ReadTrailAsync(
        Guid id,
        string studentNumber,
        CancellationToken cancellationToken
    ) =>
        await live.FindTrailAsync(id, studentNumber, cancellationToken)
        ?? await ReadArchivedTrailAsync(id, studentNumber, cancellationToken);

    /// <summary>The trail of one student if this teacher opened the class session.</summary>
    public async Task<RecordTrail?> ReadOwnTrailAsync(
        Guid id,
        string teacherNumber,
        string studentNumber,
        CancellationToken cancellationToken
    ) =>
        await ReadTrailAsync(id, studentNumber, cancellationToken) is { } trail
        && trail.Session.TeacherNumber == teacherNumber
            ? trail
            : null;

    /// <summary>
    /// Changes one record by a rule, atomically, in the store that holds it. <c>null</c>: there is no such class
    /// session.
    /// </summary>
    public async Task<TOutcome?> ChangeRecordAsync<TOutcome>(
        Guid id,
        string studentNumber,
        Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class =>
        await live.ChangeRecordAsync(id, studentNumber, rule, cancellationToken)
        ?? await ChangeInArchiveAsync(id, studentNumber, rule, cancellationToken);

    private async Task<RecordTrail?> ReadArchivedTrailAsync(
        Guid id,
        string studentNumber,
        CancellationToken cancellationToken
    ) =>
        await archive.FindRecordAsync(id, studentNumber, cancellationToken) is { } entry
            ? new(
                entry.Session,
                entry.Record is not null,
                await archive.ListAuditAsync(id, studentNumber, cancellationToken)
            )
            : null;

    /// <summary>
    /// The live store changes a record and its check together. The check of an archived record is removed afterwards.
    /// </summary>
    private async Task<TOutcome?> ChangeInArchiveAsync<TOutcome>(
        Guid id,
        string studentNumber,
        Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule,
        CancellationToken cancellationToken
    )
        where TOutcome : class
    {
        RecordChange<TOutcome>? change = null;
        var outcome = await archive.ChangeRecordAsync(
            id,
            studentNumber,
            (session, record) => change = rule(session, record),
            cancellationToken
        );
        if (change is { Record: not null } && (change.EndsCheck ?? change.StopsCheck) is { } ended)
            await outbox.RemoveAsync(ended, CancellationToken.None);
        return outcome;
    }
}
