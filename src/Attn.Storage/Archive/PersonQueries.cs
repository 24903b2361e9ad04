using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Archive;

/// <summary>What the archive holds about one person, deleted rows included; each question has an index, which a test checks.</summary>
internal static class PersonQueries
{
    /// <summary>The person's records with their class sessions, earliest first.</summary>
    public static IQueryable<PersonRecordRow> Records(AttnDbContext context, string number) =>
        from record in context.Records
        where record.StudentNumber == number
        join session in context.Attendances on record.AttendanceId equals session.Id
        orderby session.StartTime, session.Id
        select new PersonRecordRow { Session = session, Record = record };

    /// <summary>What was decided about the person.</summary>
    public static IQueryable<AuditRow> Trail(AttnDbContext context, string number) =>
        from record in context.Records
        where record.StudentNumber == number
        join entry in context.Audit on record.AttendanceId equals entry.AttendanceId
        where entry.StudentNumber == number
        orderby entry.At, entry.AttendanceId, entry.Version
        select entry;

    public static IQueryable<AttendanceRow> Attended(AttnDbContext context, string number) =>
        context.Attendances.Where(session =>
            context
                .Records.Where(record => record.StudentNumber == number)
                .Select(record => record.AttendanceId)
                .Contains(session.Id)
        );

    public static IQueryable<AttendanceRow> Taught(AttnDbContext context, string number) =>
        context.Attendances.Where(session => session.TeacherNumber == number);

    /// <summary>What the person decided as a teacher.</summary>
    public static IQueryable<AuditRow> Decisions(AttnDbContext context, string number) =>
        context
            .Audit.Where(entry => entry.Actor == number)
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.AttendanceId)
            .ThenBy(entry => entry.Version);

    /// <summary>The class lists on which the person stands.</summary>
    public static IQueryable<PersonListRow> Lists(AttnDbContext context, string number) =>
        from row in context.ClassLists
        where row.StudentNumber == number
        join plan in context.LessonPlans
            on new { row.TeacherNumber, row.LessonKey } equals new { plan.TeacherNumber, plan.LessonKey }
        orderby plan.LessonName
        select new PersonListRow { LessonName = plan.LessonName, StudentName = row.StudentName };

    /// <summary>Class sessions, latest end first; of a person: those taught, and those with a record.</summary>
    public static IQueryable<ListedSessionRow> Sessions(AttnDbContext context, SessionListQuery query)
    {
        IQueryable<AttendanceRow> sessions = context.Attendances;
        if (query.UserNumber is { } number)
        {
            var ids = Taught(context, number)
                .Select(session => session.Id)
                .Union(
                    context
                        .Records.Where(record => record.StudentNumber == number)
                        .Select(record => record.AttendanceId)
                );
            sessions = sessions.Where(session => ids.Contains(session.Id));
        }

        if (query.From is { } from)
            sessions = sessions.Where(session => session.EndTime > from);
        if (query.Before is { } before)
            sessions = sessions.Where(session => session.StartTime < before);
        return sessions
            .OrderByDescending(session => session.EndTime)
            .ThenByDescending(session => session.Id)
            .Take(query.Limit)
            .Select(session => new ListedSessionRow
            {
                Session = session,
                Records = context.Records.Count(record => record.AttendanceId == session.Id && !record.IsDeleted),
                Present = context.Records.Count(record =>
                    record.AttendanceId == session.Id && !record.IsDeleted && record.IsAttended
                ),
            });
    }
}

internal sealed class PersonRecordRow
{
    public required AttendanceRow Session { get; init; }

    public required RecordRow Record { get; init; }
}

internal sealed class PersonListRow
{
    public required string LessonName { get; init; }

    public required string StudentName { get; init; }
}

internal sealed class ListedSessionRow
{
    public required AttendanceRow Session { get; init; }

    public required int Records { get; init; }

    public required int Present { get; init; }
}
