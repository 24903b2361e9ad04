using Attn.Domain;
using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Archive;

/// <summary>
/// Every query about class sessions, their records and users. Each uses an index; a test checks that.
/// </summary>
internal static class SessionQueries
{
    public static IQueryable<ClassSessionRow> History(AttnDbContext context, HistoryQuery query)
    {
        var sessions = query.CourseId is { } courseId
            ? context.ClassSessions.NotDeleted().Where(row => row.Session.CourseId == courseId)
            : context.ClassSessions.NotDeleted().Where(row => row.Session.TeacherNumber == query.TeacherNumber);
        if (query.LessonName is { } lesson)
        {
            var key = Names.LessonKey(lesson);
            sessions = sessions.Where(row => row.LessonKey == key);
        }

        if (query.Before is { } before)
            sessions = sessions.StartedBefore(before, query.BeforeId);
        var latestFirst = sessions.OrderByDescending(row => row.Session.StartTime).ThenByDescending(row => row.Id);
        return query.Limit is { } limit ? latestFirst.Take(limit) : latestFirst;
    }

    public static IQueryable<ClassSessionRow> Session(AttnDbContext context, Guid id) =>
        context.ClassSessions.NotDeleted().Where(row => row.Id == id);

    public static IQueryable<ClassSessionRow> OwnSession(AttnDbContext context, Guid id, string teacherNumber) =>
        Session(context, id).Where(row => row.Session.TeacherNumber == teacherNumber);

    public static IQueryable<RosterRow> Roster(AttnDbContext context, Guid id) =>
        WithNames(context, SessionRecords(context, id, context.Records.NotDeleted()))
            .OrderBy(row => row.Record!.StudentNumber);

    public static IQueryable<RosterRow> Record(AttnDbContext context, Guid id, string studentNumber) =>
        WithNames(
            context,
            SessionRecords(
                context,
                id,
                context.Records.NotDeleted().Where(record => record.StudentNumber == studentNumber)
            )
        );

    /// <summary>The record for a change: a deleted one, too.</summary>
    public static IQueryable<RosterRow> ChangedRecord(AttnDbContext context, Guid id, string studentNumber) =>
        WithNames(
            context,
            SessionRecords(context, id, context.Records.Where(record => record.StudentNumber == studentNumber))
        );

    public static IQueryable<RosterRow> ByVerification(AttnDbContext context, Guid verificationId) =>
        WithNames(
            context,
            from record in context.Records.NotDeleted()
            where record.VerificationId == verificationId
            join session in context.ClassSessions.NotDeleted() on record.SessionId equals session.Id
            select new SessionRecordRow { ClassSession = session, Record = record }
        );

    /// <summary>Deleted records and class sessions included: their selfies were sent all the same.</summary>
    public static IQueryable<string> Selfies(AttnDbContext context, string studentNumber, Guid exceptSession) =>
        context
            .Records.Where(record =>
                record.StudentNumber == studentNumber && record.SessionId != exceptSession && record.Selfies != null
            )
            .Select(record => record.Selfies!);

    public static IQueryable<RosterRow> Pending(AttnDbContext context, DateTimeOffset endedBefore, int limit) =>
        WithNames(
                context,
                from record in context.Records.Pending()
                join session in context.ClassSessions.NotDeleted() on record.SessionId equals session.Id
                where session.Session.EndTime < endedBefore
                select new SessionRecordRow { ClassSession = session, Record = record }
            )
            .OrderBy(row => row.ClassSession.Session.EndTime)
            .ThenBy(row => row.Record!.SessionId)
            .ThenBy(row => row.Record!.StudentNumber)
            .Take(limit);

    public static IQueryable<Guid> PendingChecks(AttnDbContext context, Guid id) =>
        from record in context.Records.Pending()
        where record.SessionId == id && record.VerificationId != null
        select record.VerificationId!.Value;

    public static IQueryable<AuditRow> Trail(AttnDbContext context, Guid id, string studentNumber) =>
        context
            .Audit.Where(entry => entry.AttendanceId == id && entry.StudentNumber == studentNumber)
            .OrderBy(entry => entry.Version);

    public static IQueryable<FaceConsent> Consent(AttnDbContext context, string studentNumber) =>
        context.Consents.Where(consent => consent.StudentNumber == studentNumber);

    public static IQueryable<UserRow> User(AttnDbContext context, string number) =>
        context.Users.Where(user => user.Number == number);

    public static IQueryable<UserRow> PortalUsers(AttnDbContext context, IReadOnlyCollection<string> numbers) =>
        context.Users.Where(user => user.IsFromPortal && numbers.Contains(user.Number));

    /// <summary>
    /// One statement, so that session and records are of one moment. A session without records is one row.
    /// </summary>
    private static IQueryable<SessionRecordRow> SessionRecords(
        AttnDbContext context,
        Guid id,
        IQueryable<AttendanceRecord> records
    ) =>
        from session in Session(context, id)
        join record in records.Where(record => record.SessionId == id) on session.Id equals record.SessionId into theirs
        from record in theirs.DefaultIfEmpty()
        select new SessionRecordRow { ClassSession = session, Record = record };

    private static IQueryable<RosterRow> WithNames(AttnDbContext context, IQueryable<SessionRecordRow> rows) =>
        from row in rows
        join user in context.Users on row.Record!.StudentNumber equals user.Number into users
        from user in users.DefaultIfEmpty()
        join listed in context.Enrolments
            on new { row.ClassSession.Session.CourseId, row.Record!.StudentNumber } equals new
            {
                CourseId = (Guid?)listed.CourseId,
                listed.StudentNumber,
            }
            into lists
        from listed in lists.DefaultIfEmpty()
        select new RosterRow
        {
            ClassSession = row.ClassSession,
            Record = row.Record,
            User = user,
            Listed = listed,
        };
}

internal sealed class SessionRecordRow
{
    public required ClassSessionRow ClassSession { get; init; }

    public required AttendanceRecord? Record { get; init; }
}

/// <summary>A record with its session and the sources of its student's name.</summary>
internal sealed class RosterRow
{
    public required ClassSessionRow ClassSession { get; init; }

    public required AttendanceRecord? Record { get; init; }

    public required UserRow? User { get; init; }

    public required EnrolmentRow? Listed { get; init; }

    public AttendanceRecord? NamedRecord => Record?.WithBestName(User, Listed);
}
