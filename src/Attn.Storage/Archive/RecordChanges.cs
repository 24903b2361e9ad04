using Attn.Domain;
using Attn.Storage.Archive.Rows;
using Attn.Storage.Catalogue;

namespace Attn.Storage.Archive;

/// <summary>
/// Writes what a rule decided about a record, and all that follows from it, in the caller's transaction.
/// </summary>
internal static class RecordChanges
{
    /// <returns>The record with its new version.</returns>
    public static async Task<AttendanceRecord> WriteAsync(
        ArchiveTransaction transaction,
        RosterRow stored,
        AttendanceRecord written,
        AuditEntry? audit,
        CancellationToken cancellationToken
    )
    {
        var context = transaction.Context;
        context.ClassSessions.Attach(stored.ClassSession);
        written = written with { Version = stored.ClassSession.RaiseVersion() };
        var isRenamed = stored.NamedRecord?.StudentName != written.StudentName;
        // Users before records, as in a copy, so that the two do not deadlock.
        if (isRenamed)
            await transaction.SaveUserAsync(UserRow.StudentOf(written), cancellationToken);
        if (stored.Record is not { } existing)
            context.Records.Add(written);
        else if (isRenamed || written.NameIsFromPortal)
            context.Records.Update(written);
        else
            // The class list's name stays the list's: a decision does not copy it into the record.
            context.Records.Update(written with { StudentName = existing.StudentName });
        if (audit is not null)
            context.Audit.Add(AuditRow.From(written.SessionId, audit with { Version = written.Version }));
        await context.SaveChangesAsync(cancellationToken);
        await NoteSeenAsync(transaction, stored.ClassSession.Session, written, cancellationToken);
        return written;
    }

    private static Task NoteSeenAsync(
        ArchiveTransaction transaction,
        ClassSession session,
        AttendanceRecord written,
        CancellationToken cancellationToken
    )
    {
        if (session.CourseId is not { } courseId)
            return Task.CompletedTask;
        return written.State.IsDeleted || !session.Counts
            ? SeenStudents.ForgetUnseenAsync(transaction, courseId, written.StudentNumber, cancellationToken)
            : SeenStudents.AddAsync(transaction, courseId, written.StudentNumber, cancellationToken);
    }
}
