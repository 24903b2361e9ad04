using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Roster;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;

namespace Attn.Api.Features.LiveView;

/// <summary>What one kind of reader sees of a class session.</summary>
internal abstract class SessionView(Guid id, ClassSessionStore book)
{
    public Guid Id => id;

    /// <summary>The student whose record alone this reader sees; <c>null</c>: all records.</summary>
    public abstract string? OnlyStudent { get; }

    protected ClassSessionStore Book => book;

    /// <summary>The session and the records of it that this reader sees, deleted ones included while it is live. <c>null</c>: no such session for this reader.</summary>
    public abstract Task<ClassRoster?> ReadAsync(CancellationToken cancellationToken);

    public abstract object Snapshot(ClassRoster roster, DateTimeOffset now);

    public abstract SessionResponse Session(ClassSession session, DateTimeOffset now);

    /// <summary>A teacher sees all records of sessions of their own.</summary>
    public sealed class OfTeacher(Guid id, string teacherNumber, ClassSessionStore book) : SessionView(id, book)
    {
        public override string? OnlyStudent => null;

        public override async Task<ClassRoster?> ReadAsync(CancellationToken cancellationToken) =>
            await Book.ReadRosterAsync(Id, cancellationToken) is { } roster
            && roster.Session.TeacherNumber == teacherNumber
                ? roster
                : null;

        public override object Snapshot(ClassRoster roster, DateTimeOffset now) =>
            new TeacherSnapshot(
                Session(roster.Session, now),
                [
                    .. roster
                        .Records.Where(record => !record.State.IsDeleted)
                        .Select(record => RecordResponse.Of(roster.Session, record, now)),
                ]
            );

        public override SessionResponse Session(ClassSession session, DateTimeOffset now) =>
            SessionResponse.ForTeacher(session, now);
    }

    /// <summary>A student sees their own record, and the session as every student sees it.</summary>
    public sealed class OfStudent(Guid id, string studentNumber, ClassSessionStore book) : SessionView(id, book)
    {
        public override string? OnlyStudent => studentNumber;

        public override async Task<ClassRoster?> ReadAsync(CancellationToken cancellationToken) =>
            await Book.FindRecordAsync(Id, studentNumber, cancellationToken) is { } found
                ? new(found.Session, found.Record is { } record ? [record] : [])
                : null;

        public override object Snapshot(ClassRoster roster, DateTimeOffset now) =>
            new StudentSnapshot(
                Session(roster.Session, now),
                roster.Records is [{ State.IsDeleted: false } record]
                    ? RecordResponse.Of(roster.Session, record, now)
                    : null
            );

        public override SessionResponse Session(ClassSession session, DateTimeOffset now) =>
            SessionResponse.ForStudent(session, now);
    }
}

/// <summary>The first event of a teacher's stream.</summary>
internal sealed record TeacherSnapshot(SessionResponse Session, IReadOnlyList<RecordResponse> Records);

/// <summary>The first event of a student's stream.</summary>
internal sealed record StudentSnapshot(SessionResponse Session, RecordResponse? Record);

/// <summary>A record that was taken out of the roster.</summary>
internal sealed record RemovedResponse(string StudentSchoolNumber);
