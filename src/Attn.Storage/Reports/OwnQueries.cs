using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Reports;

/// <summary>Every query of a student's own attendance. Each uses an index; a test checks that.</summary>
internal static class OwnQueries
{
    /// <summary>
    /// A student's past class sessions, latest first: those with a record, and those of courses whose class list has
    /// the student.
    /// </summary>
    public static IQueryable<OwnSessionRow> Sessions(AttnDbContext context, OwnHistoryQuery query)
    {
        var own = Records(context, query.StudentNumber);
        var expected =
            from listed in context.ClassLists
            where listed.StudentNumber == query.StudentNumber
            join row in context.ClassSessions.Held()
                on new { listed.TeacherNumber, listed.LessonKey } equals new
                {
                    row.Session.TeacherNumber,
                    row.LessonKey,
                }
            select row.Id;
        var ids = own.Select(record => record.SessionId).Union(expected);
        var sessions = context.ClassSessions.NotDeleted().Where(row => ids.Contains(row.Id));
        if (query.LessonName is { } lesson)
        {
            var key = Names.Key(lesson);
            sessions = sessions.Where(row => row.LessonKey == key);
        }

        if (query.Before is { } before)
            sessions = sessions.Where(row => row.Session.StartTime < before);
        sessions = sessions.OrderByDescending(row => row.Session.StartTime).ThenByDescending(row => row.Id);
        if (query.Limit is { } limit)
            sessions = sessions.Take(limit);
        return from row in sessions
            join record in own on row.Id equals record.SessionId into records
            from record in records.DefaultIfEmpty()
            join listed in context.ClassLists.Where(listed => listed.StudentNumber == query.StudentNumber)
                on new { row.Session.TeacherNumber, row.LessonKey } equals new
                {
                    listed.TeacherNumber,
                    listed.LessonKey,
                }
                into lists
            from listed in lists.DefaultIfEmpty()
            orderby row.Session.StartTime descending, row.Id descending
            select new OwnSessionRow
            {
                ClassSession = row,
                Record = record,
                Listed = listed,
            };
    }

    /// <summary>
    /// A student's courses: those with a record of the student, and those whose class list has the student.
    /// </summary>
    public static IQueryable<OwnCourseRow> Courses(AttnDbContext context, string studentNumber) =>
        from course in CourseKeys(context, studentNumber)
        join plan in context.LessonPlans
            on new { course.TeacherNumber, course.LessonKey } equals new { plan.TeacherNumber, plan.LessonKey }
            into plans
        from plan in plans.DefaultIfEmpty()
        join user in context.Users on course.TeacherNumber equals user.Number into users
        from user in users.DefaultIfEmpty()
        select new OwnCourseRow
        {
            TeacherNumber = course.TeacherNumber,
            LessonKey = course.LessonKey,
            Plan = plan,
            Teacher = user,
        };

    /// <summary>Every class session that was held in a student's courses, with the student's record.</summary>
    public static IQueryable<OwnCourseSessionRow> CourseSessions(AttnDbContext context, string studentNumber) =>
        from course in CourseKeys(context, studentNumber)
        join row in context.ClassSessions.Held()
            on new { course.TeacherNumber, course.LessonKey } equals new { row.Session.TeacherNumber, row.LessonKey }
        join record in Records(context, studentNumber) on row.Id equals record.SessionId into records
        from record in records.DefaultIfEmpty()
        orderby row.Session.StartTime, row.Id
        select new OwnCourseSessionRow { ClassSession = row, Record = record };

    private static IQueryable<AttendanceRecord> Records(AttnDbContext context, string studentNumber) =>
        context.Records.NotDeleted().Where(record => record.StudentNumber == studentNumber);

    private static IQueryable<OwnCourseKey> CourseKeys(AttnDbContext context, string studentNumber)
    {
        var listed =
            from row in context.ClassLists
            where row.StudentNumber == studentNumber
            select new OwnCourseKey { TeacherNumber = row.TeacherNumber, LessonKey = row.LessonKey };
        var seen =
            from record in Records(context, studentNumber)
            join row in context.ClassSessions.Held() on record.SessionId equals row.Id
            select new OwnCourseKey { TeacherNumber = row.Session.TeacherNumber, LessonKey = row.LessonKey };
        return listed.Union(seen);
    }
}

internal sealed class OwnSessionRow
{
    public required ClassSessionRow ClassSession { get; init; }

    public required AttendanceRecord? Record { get; init; }

    public required ClassListRow? Listed { get; init; }
}

internal sealed class OwnCourseSessionRow
{
    public required ClassSessionRow ClassSession { get; init; }

    public required AttendanceRecord? Record { get; init; }
}

internal sealed class OwnCourseKey
{
    public required string TeacherNumber { get; init; }

    public required string LessonKey { get; init; }
}

internal sealed class OwnCourseRow
{
    public required string TeacherNumber { get; init; }

    public required string LessonKey { get; init; }

    public required LessonPlanRow? Plan { get; init; }

    public required UserRow? Teacher { get; init; }
}
