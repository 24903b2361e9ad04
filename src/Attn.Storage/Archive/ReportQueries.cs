using Attn.Domain;
using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Archive;

/// <summary>
/// Every question of a report; each has an index, which a test checks. Long answers come in pages of students, each from the number after the last
/// one on: no page depends on a connection, or a moment, of another.
/// </summary>
internal static class ReportQueries
{
    /// <summary>The next students of one class session: those with a record, and those who are expected.</summary>
    /// <param name="isListGiven">Whether the lesson has a class list; else everybody who was seen once is expected.</param>
    public static IQueryable<SessionReportRow> SessionPage(
        AttnDbContext context,
        ClassSession session,
        bool isListGiven,
        string after,
        int limit
    )
    {
        var lesson = LessonKey.Of(session.TeacherNumber, session.LessonName);
        var records = context.Records.Where(record => record.AttendanceId == session.Id && !record.IsDeleted);
        var expected = isListGiven
            ? LessonQueries.Listed(context, lesson).Select(row => row.StudentNumber)
            : LessonQueries.SeenNumbers(context, LessonQueries.Held(context, lesson)).Distinct();
        return from number in Page(records.Select(record => record.StudentNumber), expected, after, limit)
            join record in records on number equals record.StudentNumber into theirs
            from record in theirs.DefaultIfEmpty()
            join row in LessonQueries.Listed(context, lesson) on number equals row.StudentNumber into rows
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
    public static IQueryable<AttendanceRow> TermSessions(AttnDbContext context, LessonKey lesson, TermRange range) =>
        Within(LessonQueries.Held(context, lesson), range)
            .OrderBy(session => session.StartTime)
            .ThenBy(session => session.Id);

    /// <summary>The next students of a term report: those on the class list, and those who were seen in one of the sessions.</summary>
    public static IQueryable<TermStudentRow> TermPage(
        AttnDbContext context,
        LessonKey lesson,
        TermRange range,
        string after,
        int limit
    )
    {
        var listed = LessonQueries.Listed(context, lesson).Select(row => row.StudentNumber);
        var seen = LessonQueries.SeenNumbers(context, Within(LessonQueries.Held(context, lesson), range)).Distinct();
        return from number in Page(listed, seen, after, limit)
            join row in LessonQueries.Listed(context, lesson) on number equals row.StudentNumber into rows
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

    /// <summary>What the records of a page of students say, in no order. Only what a cell is made of: there are many.</summary>
    public static IQueryable<TermCell> TermCells(
        AttnDbContext context,
        LessonKey lesson,
        TermRange range,
        string first,
        string last
    ) =>
        from session in Within(LessonQueries.Held(context, lesson), range)
        join record in NumbersBetween(context.Records.Where(record => !record.IsDeleted), first, last)
            on session.Id equals record.AttendanceId
        select new TermCell
        {
            SessionId = record.AttendanceId,
            StudentNumber = record.StudentNumber,
            IsAttended = record.IsAttended,
            AttendanceTime = record.AttendanceTime,
            FailReason = record.FailReason,
            DecidedBy = record.DecidedBy,
            Excused = record.Excused,
        };

    /// <summary>A student's past class sessions, latest first: those with a record, and those of lessons whose class list has the student.</summary>
    public static IQueryable<OwnSessionRow> OwnSessions(AttnDbContext context, OwnHistoryQuery query)
    {
        var own = context.Records.Where(record => record.StudentNumber == query.StudentNumber && !record.IsDeleted);
        var expected =
            from row in context.ClassLists
            where row.StudentNumber == query.StudentNumber
            join session in context.Kept
                on new { row.TeacherNumber, row.LessonKey } equals new { session.TeacherNumber, session.LessonKey }
            where session.EndTime > session.StartTime
            select session.Id;
        var ids = own.Select(record => record.AttendanceId).Union(expected);
        var sessions = context.Kept.Where(session => ids.Contains(session.Id));
        if (query.LessonName is { } lesson)
        {
            var key = Names.Key(lesson);
            sessions = sessions.Where(session => session.LessonKey == key);
        }

        if (query.Before is { } before)
            sessions = sessions.Where(session => session.StartTime < before);
        sessions = sessions.OrderByDescending(session => session.StartTime).ThenByDescending(session => session.Id);
        if (query.Limit is { } limit)
            sessions = sessions.Take(limit);
        return from session in sessions
            join record in own on session.Id equals record.AttendanceId into records
            from record in records.DefaultIfEmpty()
            orderby session.StartTime descending, session.Id descending
            select new OwnSessionRow { Session = session, Record = record };
    }

    /// <summary>A student's lessons: those with a record of the student, and those whose class list has the student.</summary>
    public static IQueryable<OwnLessonRow> OwnLessons(AttnDbContext context, string studentNumber) =>
        from lesson in OwnLessonKeys(context, studentNumber)
        join plan in context.LessonPlans
            on new { lesson.TeacherNumber, lesson.LessonKey } equals new { plan.TeacherNumber, plan.LessonKey }
            into plans
        from plan in plans.DefaultIfEmpty()
        join user in context.Users on lesson.TeacherNumber equals user.Number into users
        from user in users.DefaultIfEmpty()
        select new OwnLessonRow
        {
            TeacherNumber = lesson.TeacherNumber,
            LessonKey = lesson.LessonKey,
            Plan = plan,
            Teacher = user,
        };

    /// <summary>Every class session that was held in a student's lessons, with the student's record.</summary>
    public static IQueryable<OwnSessionRow> OwnLessonSessions(AttnDbContext context, string studentNumber) =>
        from lesson in OwnLessonKeys(context, studentNumber)
        join session in context.Kept
            on new { lesson.TeacherNumber, lesson.LessonKey } equals new { session.TeacherNumber, session.LessonKey }
        where session.EndTime > session.StartTime
        join record in context.Records.Where(record => record.StudentNumber == studentNumber && !record.IsDeleted)
            on session.Id equals record.AttendanceId
            into records
        from record in records.DefaultIfEmpty()
        orderby session.StartTime, session.Id
        select new OwnSessionRow { Session = session, Record = record };

    private static IQueryable<OwnLessonKey> OwnLessonKeys(AttnDbContext context, string studentNumber)
    {
        var listed =
            from row in context.ClassLists
            where row.StudentNumber == studentNumber
            select new OwnLessonKey { TeacherNumber = row.TeacherNumber, LessonKey = row.LessonKey };
        var seen =
            from record in context.Records
            where record.StudentNumber == studentNumber && !record.IsDeleted
            join session in context.Kept on record.AttendanceId equals session.Id
            where session.EndTime > session.StartTime
            select new OwnLessonKey { TeacherNumber = session.TeacherNumber, LessonKey = session.LessonKey };
        return listed.Union(seen);
    }

    private static IQueryable<AttendanceRow> Within(IQueryable<AttendanceRow> sessions, TermRange range)
    {
        if (range.From is { } from)
            sessions = sessions.Where(session => session.StartTime >= from);
        return range.Before is { } before ? sessions.Where(session => session.StartTime < before) : sessions;
    }

    // Two texts are compared by the database, byte by byte; the analyzers think of .NET's cultures.
#pragma warning disable CA1309, CA1310, MA0001, MA0074
    /// <summary>The next numbers of two sets together. Each set is cut first, so that a page costs a page.</summary>
    private static IQueryable<string> Page(
        IQueryable<string> some,
        IQueryable<string> others,
        string after,
        int limit
    ) =>
        some.Where(number => number.CompareTo(after) > 0)
            .OrderBy(number => number)
            .Take(limit)
            .Union(others.Where(number => number.CompareTo(after) > 0).OrderBy(number => number).Take(limit))
            .OrderBy(number => number)
            .Take(limit);

    private static IQueryable<RecordRow> NumbersBetween(IQueryable<RecordRow> records, string first, string last) =>
        records.Where(record =>
            record.StudentNumber.CompareTo(first) >= 0 && record.StudentNumber.CompareTo(last) <= 0
        );
#pragma warning restore CA1309, CA1310, MA0001, MA0074
}

internal sealed class SessionReportRow
{
    public required string Number { get; init; }

    public required RecordRow? Record { get; init; }

    public required ClassListRow? Listed { get; init; }

    public required UserRow? User { get; init; }
}

internal sealed class TermStudentRow
{
    public required string Number { get; init; }

    public required ClassListRow? Listed { get; init; }

    public required UserRow? User { get; init; }
}

internal sealed class TermCell
{
    public required Guid SessionId { get; init; }

    public required string StudentNumber { get; init; }

    public required bool IsAttended { get; init; }

    public required DateTimeOffset? AttendanceTime { get; init; }

    public required string? FailReason { get; init; }

    public required DecidedBy DecidedBy { get; init; }

    public required bool Excused { get; init; }

    public RecordState ToState() =>
        new()
        {
            IsAttended = IsAttended,
            AttendanceTime = AttendanceTime,
            FailReason = FailReason,
            DecidedBy = DecidedBy,
            Excused = Excused,
        };
}

internal sealed class OwnSessionRow
{
    public required AttendanceRow Session { get; init; }

    public required RecordRow? Record { get; init; }
}

internal sealed class OwnLessonKey
{
    public required string TeacherNumber { get; init; }

    public required string LessonKey { get; init; }
}

internal sealed class OwnLessonRow
{
    public required string TeacherNumber { get; init; }

    public required string LessonKey { get; init; }

    public required LessonPlanRow? Plan { get; init; }

    public required UserRow? Teacher { get; init; }
}
