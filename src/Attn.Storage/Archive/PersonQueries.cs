using Attn.Domain;
using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Archive;

/// <summary>
/// What the archive holds about one person, deleted rows included. Each query uses an index; a test checks that.
/// </summary>
internal static class PersonQueries
{
    /// <summary>The person's records with their class sessions, earliest first.</summary>
    public static IQueryable<PersonRecordRow> Records(AttnDbContext context, string number) =>
        from record in context.Records
        where record.StudentNumber == number
        join session in context.ClassSessions on record.SessionId equals session.Id
        orderby session.Session.StartTime, session.Id
        select new PersonRecordRow { ClassSession = session, Record = record };

    /// <summary>The decisions by hand about the person.</summary>
    public static IQueryable<AuditRow> Trail(AttnDbContext context, string number) =>
        from record in context.Records
        where record.StudentNumber == number
        join entry in context.Audit on record.SessionId equals entry.AttendanceId
        where entry.StudentNumber == number
        orderby entry.At, entry.AttendanceId, entry.Version
        select entry;

    public static IQueryable<ClassSessionRow> Taught(AttnDbContext context, string number) =>
        context.ClassSessions.Where(row => row.Session.TeacherNumber == number);

    /// <summary>The class sessions that the person taught or has a record in.</summary>
    public static IQueryable<Guid> SessionIds(AttnDbContext context, string number) =>
        Taught(context, number)
            .Select(session => session.Id)
            .Union(context.Records.Where(record => record.StudentNumber == number).Select(record => record.SessionId));

    /// <summary>The decisions that the person made as a teacher.</summary>
    public static IQueryable<AuditRow> Decisions(AttnDbContext context, string number) =>
        context
            .Audit.Where(entry => entry.Actor == number)
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.AttendanceId)
            .ThenBy(entry => entry.Version);

    /// <summary>The class lists that have the person.</summary>
    public static IQueryable<PersonListRow> Lists(AttnDbContext context, string number) =>
        from row in context.Enrolments
        where row.StudentNumber == number
        join course in context.Courses on row.CourseId equals course.Id
        orderby course.Name
        select new PersonListRow { LessonName = course.Name, Enrolment = row };

    /// <summary>The courses that the person made or was added to.</summary>
    public static IQueryable<PersonCourseRow> Courses(AttnDbContext context, string number) =>
        from teacher in context.CourseTeachers
        where teacher.TeacherNumber == number
        join course in context.Courses on teacher.CourseId equals course.Id
        orderby course.Name
        select new PersonCourseRow { Course = course, Teacher = teacher };

    /// <summary>Class sessions, latest end first; of a person: those taught, and those with a record.</summary>
    public static IQueryable<ListedSessionRow> Sessions(AttnDbContext context, SessionListQuery query)
    {
        IQueryable<ClassSessionRow> sessions = context.ClassSessions;
        if (query.UserNumber is { } number)
        {
            var ids = SessionIds(context, number);
            sessions = sessions.Where(row => ids.Contains(row.Id));
        }

        if (query.From is { } from)
            sessions = sessions.Where(row => row.Session.EndTime > from);
        if (query.Before is { } before)
            sessions = sessions.Where(row => row.Session.StartTime < before);
        var records = context.Records.NotDeleted();
        return sessions
            .OrderByDescending(row => row.Session.EndTime)
            .ThenByDescending(row => row.Id)
            .Take(query.Limit)
            .Select(row => new ListedSessionRow
            {
                ClassSession = row,
                Records = records.Count(record => record.SessionId == row.Id),
                Present = records.Count(record => record.SessionId == row.Id && record.State.IsAttended),
            });
    }
}

internal sealed class PersonRecordRow
{
    public required ClassSessionRow ClassSession { get; init; }

    public required AttendanceRecord Record { get; init; }
}

internal sealed class PersonListRow
{
    public required string LessonName { get; init; }

    public required EnrolmentRow Enrolment { get; init; }
}

internal sealed class PersonCourseRow
{
    public required CourseRow Course { get; init; }

    public required CourseTeacherRow Teacher { get; init; }
}

internal sealed class ListedSessionRow
{
    public required ClassSessionRow ClassSession { get; init; }

    public required int Records { get; init; }

    public required int Present { get; init; }
}
