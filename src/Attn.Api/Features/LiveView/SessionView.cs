using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Roster;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;

namespace Attn.Api.Features.LiveView;

/// <summary>What one kind of reader sees of a class session.</summary>
internal abstract class SessionView(Guid id)
{
    public Guid Id => id;

    /// <summary>The only student whose record this reader sees; <c>null</c>: all records.</summary>
    public abstract string? OnlyStudent { get; }

    /// <summary>
    /// Reads the class session and the records that this reader sees, deleted ones included while it is live.
    /// <c>null</c>: this reader may not see such a class session, or there is none.
    /// </summary>
    public abstract Task<ClassRoster?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Whether names or the class list were others when they were read last than the time before.</summary>
    public bool LooksDifferent { get; protected set; }

    /// <summary>What was received, as this reader is to see it.</summary>
    public virtual Task<IReadOnlyList<LiveChange>> NameAsync(
        IReadOnlyList<LiveChange> received,
        CancellationToken cancellationToken
    ) => Task.FromResult(received);

    /// <summary>
    /// Whether the names and the class list are still those that this reader saw. Notices about them can be lost.
    /// </summary>
    public virtual Task<bool> LooksCurrentAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    public abstract object Snapshot(ClassRoster roster, DateTimeOffset now);

    public abstract SessionResponse Session(ClassSession session, DateTimeOffset now);

    /// <summary>The student's number as the records show it.</summary>
    public virtual string NumberOf(AttendanceRecord record) => record.StudentNumber;

    public abstract RecordResponse Record(ClassSession session, AttendanceRecord record, DateTimeOffset now);
}
