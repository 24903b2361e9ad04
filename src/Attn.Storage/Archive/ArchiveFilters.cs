using Attn.Domain;
using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Archive;

/// <summary>The rules that queries share. Tests compare them with those of Domain.</summary>
internal static class ArchiveFilters
{
    /// <summary>Every lookup of sessions uses this, except those about a person's data and about retention.</summary>
    public static IQueryable<ClassSessionRow> NotDeleted(this IQueryable<ClassSessionRow> sessions) =>
        sessions.Where(row => row.DeletedAt == null);

    /// <summary>
    /// Sessions that took place: not deleted, and counting, as <see cref="ClassSession.Counts"/> says.
    /// </summary>
    public static IQueryable<ClassSessionRow> Held(this IQueryable<ClassSessionRow> sessions) =>
        sessions
            .NotDeleted()
            .Where(row => row.Session.CancelledAt == null && row.Session.EndTime > row.Session.StartTime);

    /// <summary>Those that follow in a list, latest first.</summary>
    /// <param name="id">The last of those that were listed; <c>null</c>: all that started at that time were.</param>
    public static IQueryable<ClassSessionRow> StartedBefore(
        this IQueryable<ClassSessionRow> sessions,
        DateTimeOffset time,
        Guid? id
    ) =>
        id is { } last
            ? sessions.Where(row =>
                row.Session.StartTime <= time && (row.Session.StartTime < time || row.Id.CompareTo(last) < 0)
            )
            : sessions.Where(row => row.Session.StartTime < time);

    /// <summary>Sessions that ended, or were cancelled, without having taken place.</summary>
    public static IQueryable<ClassSessionRow> NotHeld(this IQueryable<ClassSessionRow> sessions) =>
        sessions
            .NotDeleted()
            .Where(row => row.Session.CancelledAt != null || row.Session.EndTime <= row.Session.StartTime);

    public static IQueryable<AttendanceRecord> NotDeleted(this IQueryable<AttendanceRecord> records) =>
        records.Where(record => !record.State.IsDeleted);

    /// <summary>
    /// Records that wait for the verdict of a face check, as <see cref="AttendanceRecord.IsPending"/> says.
    /// </summary>
    public static IQueryable<AttendanceRecord> Pending(this IQueryable<AttendanceRecord> records) =>
        records
            .NotDeleted()
            .Where(record =>
                record.State.FailReason == FailReasons.Pending && record.State.DecidedBy == DecidedBy.System
            );
}
