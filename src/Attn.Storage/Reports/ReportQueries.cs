using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Rows;
using Attn.Storage.Catalogue;

namespace Attn.Storage.Reports;

/// <summary>Every query of a teacher's reports. Each uses an index; a test checks that.</summary>
internal static class ReportQueries
{
    /// <summary>The next students of one class session: those with a record, and those who are expected.</summary>
    /// <param name="day">Of the session, in the institution's zone: who is enrolled on it is expected.</param>
    /// <param name="hasClassList">Without a class list, everybody with a record in the course is expected.</param>
    public static IQueryable<SessionReportRow> SessionPage(
        AttnDbContext context,
        ClassSession session,
        DateOnly day,
        bool hasClassList,
        string after,
        int limit
    )
    {
        var course = session.CourseId ?? Guid.Empty;
        var records = context.Records.NotDeleted().Where(record => record.SessionId == session.Id);
        var expected = hasClassList
            ? CourseQueries
                .Enrolled(context, course)
                .Where(row => (row.FromDay == null || row.FromDay <= day) && (row.ToDay == null || row.ToDay >= day))
                .Select(row => row.StudentNumber)
            : CourseQueries.Seen(context, course);
        return from number in StudentPage.Numbers(
                records.Select(record => record.StudentNumber),
                expected,
                after,
                limit
            )
            join record in records on number equals record.StudentNumber into theirs
            from record in theirs.DefaultIfEmpty()
            join row in CourseQueries.Enrolled(context, course) on number equals row.StudentNumber into rows
            from row in rows.DefaultIfEmpty()
            join user in context.Users on number equals user.Number into users
            from user in users.DefaultIfEmpty()
            orderby number
            select new SessionReportRow
            {
                Number = number,
                Record = record,
                Listed = row,
                User = user,
            };
    }

    /// <summary>The class sessions of a term report, in the order of their start.</summary>
    public static IQueryable<ClassSessionRow> TermSessions(AttnDbContext context, Guid course, TermRange range) =>
        Held(context, course, range).OrderBy(row => row.Session.StartTime).ThenBy(row => row.Id);

    /// <summary>The class sessions of a term report that did not take place.</summary>
    public static IQueryable<ClassSessionRow> NotHeld(AttnDbContext context, Guid course, TermRange range) =>
        Within(context.ClassSessions.NotHeld().Where(row => row.Session.CourseId == course), range)
            .OrderBy(row => row.Session.StartTime)
            .ThenBy(row => row.Id);

    /// <summary>
    /// The next students of a term report: those on the class list, and those with a record in its sessions.
    /// </summary>
    public static IQueryable<TermStudentRow> TermPage(
        AttnDbContext context,
        Guid course,
        TermRange range,
        string after,
        int limit
    )
    {
        return from number in TermNumbers(context, course, range, after, limit)
            join row in CourseQueries.Enrolled(context, course) on number equals row.StudentNumber into rows
            from row in rows.DefaultIfEmpty()
            join user in context.Users on number equals user.Number into users
            from user in users.DefaultIfEmpty()
            orderby number
            select new TermStudentRow
            {
                Number = number,
                Listed = row,
                User = user,
            };
    }

    /// <summary>The numbers of those students alone.</summary>
    public static IQueryable<string> TermNumbers(
        AttnDbContext context,
        Guid course,
        TermRange range,
        string after,
        int limit
    )
    {
        var listed = CourseQueries.Enrolled(context, course).Select(row => row.StudentNumber);
        var seen = range.IsWholeTerm ? CourseQueries.Seen(context, course) : SeenWithin(context, course, range);
        return StudentPage.Numbers(listed, seen, after, limit);
    }

    /// <summary>
    /// What the records of a page of students say, in no order. Nothing else of them: there are many.
    /// </summary>
    public static IQueryable<TermCell> TermCells(
        AttnDbContext context,
        Guid course,
        TermRange range,
        string first,
        string last
    ) =>
        from session in Held(context, course, range)
        join record in context.Records.NotDeleted().Between(first, last) on session.Id equals record.SessionId
        select new TermCell
        {
            SessionId = record.SessionId,
            StudentNumber = record.StudentNumber,
            State = record.State,
        };

    private static IQueryable<string> SeenWithin(AttnDbContext context, Guid course, TermRange range) =>
        (
            from session in Held(context, course, range)
            join record in context.Records.NotDeleted() on session.Id equals record.SessionId
            select record.StudentNumber
        ).Distinct();

    private static IQueryable<ClassSessionRow> Held(AttnDbContext context, Guid course, TermRange range) =>
        Within(CourseQueries.Held(context, course), range);

    private static IQueryable<ClassSessionRow> Within(IQueryable<ClassSessionRow> sessions, TermRange range)
    {
        if (range.From is { } from)
            sessions = sessions.Where(row => row.Session.StartTime >= from);
        return range.Before is { } before ? sessions.Where(row => row.Session.StartTime < before) : sessions;
    }
}

internal sealed class SessionReportRow
{
    public required string Number { get; init; }

    public required AttendanceRecord? Record { get; init; }

    public required EnrolmentRow? Listed { get; init; }

    public required UserRow? User { get; init; }
}

internal sealed class TermStudentRow
{
    public required string Number { get; init; }

    public required EnrolmentRow? Listed { get; init; }

    public required UserRow? User { get; init; }
}

internal sealed class TermCell
{
    public required Guid SessionId { get; init; }

    public required string StudentNumber { get; init; }

    public required RecordState State { get; init; }
}
