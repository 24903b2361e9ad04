using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Reports;

/// <summary>Every query of a student's own attendance. Each uses an index; a test checks that.</summary>
internal static class OwnQueries
{
    /// <summary>
    /// A student's past class sessions, latest first: those with a record, and those of courses in which the student
    /// was enrolled at that time.
    /// </summary>
    /// <param name="spans">Of the student's enrolments that do not last as long as their course.</param>
    public static IQueryable<OwnSessionRow> Sessions(
        AttnDbContext context,
        OwnHistoryQuery query,
        IReadOnlyList<EnrolmentSpan> spans
    )
    {
        var own = Records(context, query.StudentNumber);
        var held = context.ClassSessions.Held();
        foreach (var (course, from, until) in spans)
            held = held.Where(row =>
                row.Session.CourseId != course || (row.Session.StartTime >= from && row.Session.StartTime < until)
            );
        var expected =
            from enrolled in Enrolled(context, query.StudentNumber)
            join row in held on enrolled.CourseId equals row.Session.CourseId
            select row.Id;
        var ids = own.Select(record => record.SessionId).Union(expected);
        var sessions = context.ClassSessions.NotDeleted().Where(row => ids.Contains(row.Id));
        if (query.LessonName is { } lesson)
        {
            var key = Names.LessonKey(lesson);
            sessions = sessions.Where(row => row.LessonKey == key);
        }

        if (query.Before is { } before)
            sessions = sessions.StartedBefore(before, query.BeforeId);
        sessions = sessions.OrderByDescending(row => row.Session.StartTime).ThenByDescending(row => row.Id);
        if (query.Limit is { } limit)
            sessions = sessions.Take(limit);
        return from row in sessions
            join record in own on row.Id equals record.SessionId into records
            from record in records.DefaultIfEmpty()
            join listed in Enrolled(context, query.StudentNumber)
                on row.Session.CourseId equals (Guid?)listed.CourseId
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
    /// A student's courses of a term: those with a record of the student, and those in which the student is enrolled.
    /// </summary>
    public static IQueryable<OwnCourseRow> Courses(AttnDbContext context, string studentNumber, Guid termId) =>
        from course in context.Courses
        where course.TermId == termId
        join id in CourseIds(context, studentNumber) on course.Id equals id
        join enrolment in Enrolled(context, studentNumber) on course.Id equals enrolment.CourseId into enrolments
        from enrolment in enrolments.DefaultIfEmpty()
        join user in context.Users on course.OwnerNumber equals user.Number into users
        from user in users.DefaultIfEmpty()
        orderby course.NameKey, course.OwnerNumber, course.Id
        select new OwnCourseRow
        {
            Course = course,
            Enrolment = enrolment,
            Teacher = user,
        };

    /// <summary>Every past class session of these courses, held or not, with the student's record.</summary>
    public static IQueryable<OwnCourseSessionRow> CourseSessions(
        AttnDbContext context,
        string studentNumber,
        IReadOnlyList<Guid> courseIds
    ) =>
        from row in context.ClassSessions.NotDeleted()
        where row.Session.CourseId != null && courseIds.Contains(row.Session.CourseId.Value)
        join record in Records(context, studentNumber) on row.Id equals record.SessionId into records
        from record in records.DefaultIfEmpty()
        orderby row.Session.StartTime, row.Id
        select new OwnCourseSessionRow { ClassSession = row, Record = record };

    private static IQueryable<AttendanceRecord> Records(AttnDbContext context, string studentNumber) =>
        context.Records.NotDeleted().Where(record => record.StudentNumber == studentNumber);

    /// <summary>The student's enrolments that do not last as long as their course.</summary>
    public static IQueryable<EnrolmentRow> DatedEnrolments(AttnDbContext context, string studentNumber) =>
        Enrolled(context, studentNumber).Where(row => row.FromDay != null || row.ToDay != null);

    private static IQueryable<EnrolmentRow> Enrolled(AttnDbContext context, string studentNumber) =>
        context.Enrolments.Where(row => row.StudentNumber == studentNumber);

    private static IQueryable<Guid> CourseIds(AttnDbContext context, string studentNumber) =>
        Enrolled(context, studentNumber)
            .Select(row => row.CourseId)
            .Union(context.SeenStudents.Where(row => row.StudentNumber == studentNumber).Select(row => row.CourseId));
}

/// <param name="Before">Exclusive.</param>
internal sealed record EnrolmentSpan(Guid CourseId, DateTimeOffset From, DateTimeOffset Before);

internal sealed class OwnSessionRow
{
    public required ClassSessionRow ClassSession { get; init; }

    public required AttendanceRecord? Record { get; init; }

    public required EnrolmentRow? Listed { get; init; }
}

internal sealed class OwnCourseSessionRow
{
    public required ClassSessionRow ClassSession { get; init; }

    public required AttendanceRecord? Record { get; init; }
}

internal sealed class OwnCourseRow
{
    public required CourseRow Course { get; init; }

    public required EnrolmentRow? Enrolment { get; init; }

    public required UserRow? Teacher { get; init; }
}
